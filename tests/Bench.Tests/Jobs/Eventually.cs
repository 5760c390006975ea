namespace Bench.Tests.Jobs;

/// <summary>Waits for a condition, with a bound that only a broken test reaches.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    public static async Task<T> GetAsync<T>(Func<Task<T>> get, Func<T, bool> isIt)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var value = await get();
            if (isIt(value))
            {
                return value;
            }

            Assert.True(TimeProvider.System.GetElapsedTime(start) < Bound, $"Still {value}.");
            await Task.Delay(10);
        }
    }

    public static Task TrueAsync(Func<bool> isIt) => GetAsync(() => Task.FromResult(isIt()), b => b);
}
