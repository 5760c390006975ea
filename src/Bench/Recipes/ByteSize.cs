namespace Bench.Recipes;

/// <summary>An amount of memory or data in bytes, written as <c>512M</c> or <c>8G</c> (powers of 1024, as Slurm's <c>--mem</c>).</summary>
public readonly record struct ByteSize(long Bytes);
