namespace Bench.Support;

/// <summary>How a process ended.</summary>
internal sealed record Finished(int Status, string Output)
{
    public override string ToString() => $"status {Status}\n{Output}";
}
