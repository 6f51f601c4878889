using System;
using System.Buffers.Binary;

using Hermit.Sync;

namespace Hermit.Machine;

/// <summary>Random bytes: for secrets from hardware or not at all, for everything else from whatever there is.</summary>
public static class EntropySource
{
    private static InterruptSpinMutex<ulong> s_state;
    private static LateFunction<EntropyRequest> s_device;

    /// <summary>Names a device to ask where the CPU cannot help, instead of one that was named before.</summary>
    public static void Register<TDevice>()
        where TDevice : struct, IEntropyDevice => s_device.Set<EntropyCall<TDevice>>();

    /// <summary>
    /// Fills a span with bytes fit for keys, from the CPU's generator or from a device; waits a while for either. False when neither delivers, with
    /// the span's content meaningless.
    /// </summary>
    public static bool TryFillSecret(Span<byte> destination)
    {
        if (PatientRandom<RandomInstruction>.TryFill(destination))
        {
            return true;
        }

        var request = new EntropyRequest { Destination = destination };
        return s_device.TryInvoke(ref request) && request.IsFilled;
    }

    /// <summary>
    /// Fills a span with bytes that nobody relies on being secret: for hashing, jitter and names. From hardware where that is at hand, else from the
    /// time of this call and of all before. Does not block.
    /// </summary>
    public static void FillNonSecret(Span<byte> destination)
    {
        Span<byte> word = stackalloc byte[sizeof(ulong)];
        while (!destination.IsEmpty)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(word, NextNonSecret());
            int count = Math.Min(word.Length, destination.Length);
            word.Slice(0, count).CopyTo(destination);
            destination = destination.Slice(count);
        }
    }

    private static ulong NextNonSecret()
    {
        if (RandomInstruction.TryNext(out ulong value))
        {
            return value;
        }

        using var state = s_state.Lock();
        state.Value += 0x9E37_79B9_7F4A_7C15 ^ (Timestamp.Now << 1);
        return Mix(state.Value);
    }

    // The finaliser of SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014).
    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58_476D_1CE4_E5B9;
        value = (value ^ (value >> 27)) * 0x94D0_49BB_1331_11EB;
        return value ^ (value >> 31);
    }

    private ref struct EntropyRequest
    {
        public Span<byte> Destination;
        public bool IsFilled;
    }

    private readonly struct EntropyCall<TDevice> : IFunction<EntropyRequest>
        where TDevice : struct, IEntropyDevice
    {
        public static void Invoke(ref EntropyRequest request) => request.IsFilled = TDevice.TryFill(request.Destination);
    }
}
