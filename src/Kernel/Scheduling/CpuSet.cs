using System.Numerics;

namespace Hermit.Scheduling;

/// <summary>A set of CPUs by their numbers.</summary>
internal struct CpuSet
{
    /// <summary>How many CPUs there can be.</summary>
    public const int Most = 64;

    private ulong _bits;

    /// <summary>The CPUs whose bits are set.</summary>
    public CpuSet(ulong bits)
    {
        _bits = bits;
    }

    /// <summary>Whether there are none in it.</summary>
    public readonly bool IsEmpty => _bits == 0;

    /// <summary>The bit of each CPU in it.</summary>
    public readonly ulong Bits => _bits;

    /// <summary>The lowest in it; the set is not empty.</summary>
    public readonly int Lowest => BitOperations.TrailingZeroCount(_bits);

    /// <summary>Whether a CPU is in it.</summary>
    public readonly bool Contains(int cpu) => (_bits >> cpu & 1) != 0;

    /// <summary>Those that are in both.</summary>
    public readonly CpuSet And(CpuSet other) => new(_bits & other._bits);

    /// <summary>Those that are in one and not in the other.</summary>
    public readonly CpuSet Xor(CpuSet other) => new(_bits ^ other._bits);

    /// <summary>The set without one.</summary>
    public readonly CpuSet Except(int cpu) => new(_bits & ~(1ul << cpu));

    /// <summary>Puts a CPU in.</summary>
    public void Add(int cpu) => _bits |= 1ul << cpu;

    /// <summary>Takes a CPU out.</summary>
    public void Remove(int cpu) => _bits &= ~(1ul << cpu);
}
