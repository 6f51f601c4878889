namespace Hermit.Machine;

/// <summary>RDRAND, where the CPU has it.</summary>
// SAFETY: executed only where CPUID reports it; the counter is always there.
internal static unsafe class RandomInstruction
{
    /// <summary>Whether the CPU has it.</summary>
    public static bool IsAvailable => CpuFeatures.Has(CpuFeature.Random);

    /// <summary>A value that no two moments share.</summary>
    public static ulong Jitter => Instructions.Timestamp();

    /// <summary>The next 64 bits, if the generator delivers.</summary>
    public static bool TryNext(out ulong value)
    {
        ulong result = 0;
        // SAFETY: executed only where CPUID reports it.
        bool delivered = IsAvailable && Instructions.Random(&result) != 0;
        value = result;
        return delivered;
    }
}
