namespace Hermit.Bench;

/// <summary>What wrk found.</summary>
/// <param name="Rate">Requests per second.</param>
/// <param name="P99">The latency that 99 % of the requests stay below, in milliseconds.</param>
/// <param name="Failed">Requests without an answer, or with another one than asked for.</param>
internal sealed record WrkResult(double Rate, double P99, int Failed);
