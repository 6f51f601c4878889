namespace Hermit.Bench;

/// <summary>What the runtime does for programs: allocation and collection, threads, exceptions, dispatch, memory; and how long it keeps them waiting.</summary>
internal sealed class RuntimeBenchmark : ProgramBenchmark
{
    /// <inheritdoc/>
    public override string Name => "runtime";

    /// <inheritdoc/>
    public override string Summary => "a part of the runtime's work";

    /// <inheritdoc/>
    protected override string Project => "bench/Programs/Runtime";

    /// <inheritdoc/>
    protected override string Unit => "ms";
}
