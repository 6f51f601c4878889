using System;
using System.Buffers.Binary;

using Hermit.Sync;

namespace Hermit.Machine;

/// <summary>
/// Random bytes: from the CPU's generator where there is one; else from a generator seeded with the timing of the boot and of every call,
/// which is good enough for hashing and jitter but not for keys (docs/platform.md says so).
/// </summary>
public static class EntropySource
{
    private static InterruptSpinMutex<ulong> s_state;

    /// <summary>Whether the bytes come from a hardware generator and are fit for keys.</summary>
    public static bool IsCryptographic => RandomInstruction.IsAvailable;

    /// <summary>Fills a span. Does not block.</summary>
    public static void Fill(Span<byte> destination)
    {
        Span<byte> word = stackalloc byte[sizeof(ulong)];
        while (!destination.IsEmpty)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(word, Next());
            int count = Math.Min(word.Length, destination.Length);
            word.Slice(0, count).CopyTo(destination);
            destination = destination.Slice(count);
        }
    }

    private static ulong Next()
    {
        if (RandomInstruction.TryNext(out ulong value))
        {
            return value;
        }

        using var state = s_state.Lock();
        state.Value += 0x9E37_79B9_7F4A_7C15 ^ (RandomInstruction.Jitter << 1);
        return Mix(state.Value);
    }

    // The finaliser of SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014).
    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58_476D_1CE4_E5B9;
        value = (value ^ (value >> 27)) * 0x94D0_49BB_1331_11EB;
        return value ^ (value >> 31);
    }
}
