namespace Hermit.Machine;

/// <summary>The instruction for random numbers, where the CPU has it.</summary>
internal readonly struct RandomInstruction : IRandomInstruction
{
    /// <inheritdoc/>
    public static bool IsAvailable => CpuFeatures.Has(CpuFeature.Random);

    /// <inheritdoc/>
    public static bool TryNext(out ulong value)
    {
        ulong result = 0;
        unsafe
        {
            // SAFETY: executed only where the CPU reports it, and stores one word.
            bool delivered = IsAvailable && Instructions.Random(&result) != 0;
            value = result;
            return delivered;
        }
    }

    /// <inheritdoc/>
    public static void Wait() => Cpu.Pause();
}
