namespace Bench.Load.Engines;

/// <summary>How a wait for a moment is carried out.</summary>
internal enum Punctuality
{
    /// <summary>By the kernel's timer; late by what the kernel takes to wake a thread.</summary>
    Timer,

    /// <summary>By the timer, which is set as much earlier as the kernel is late at least.</summary>
    Led,

    /// <summary>By the timer, and the rest by looking at the clock: right to a µs.</summary>
    Spun,

    /// <summary>By looking at the clock alone.</summary>
    Awake,
}
