using Bench.Lifecycle;

namespace Bench.Sdk.Display;

/// <summary>Shows what happens. Called by one thread at a time.</summary>
internal interface IDisplay
{
    void On(BenchEvent happened);

    void On(Problem problem);

    /// <summary>A line that a tool printed (dotnet test), or MSBuild itself.</summary>
    void Line(string text);

    /// <summary>Nothing more will come.</summary>
    void Close();
}
