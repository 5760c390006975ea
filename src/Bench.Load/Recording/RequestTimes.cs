namespace Bench.Load.Recording;

/// <summary>Times of one request for the arrival audit, ns of the clock.</summary>
/// <param name="Due">When it was due.</param>
/// <param name="Paced">When it would have been sent had a connection been free.</param>
/// <param name="Sent">When it was sent; 0 where it never was.</param>
internal readonly record struct RequestTimes(long Due, long Paced, long Sent);
