namespace Hermit.Bench;

/// <summary>The functions of System.Math and System.MathF that no instruction computes, call by call.</summary>
internal sealed class MathBenchmark : ProgramBenchmark
{
    /// <inheritdoc/>
    public override string Name => "math";

    /// <inheritdoc/>
    public override string Summary => "a call of a mathematical function";

    /// <inheritdoc/>
    protected override string Project => "bench/Programs/Mathematics";

    /// <inheritdoc/>
    protected override string Unit => "ns";
}
