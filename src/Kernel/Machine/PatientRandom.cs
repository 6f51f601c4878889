using System;
using System.Buffers.Binary;

namespace Hermit.Machine;

/// <summary>
/// Reads an instruction that runs dry when several CPUs read it at once, and that fails for good when the hardware is broken: waits for the
/// first, and gives up on the second.
/// </summary>
internal static class PatientRandom<TInstruction>
    where TInstruction : struct, IRandomInstruction
{
    // Each round is a try and a wait twice as long as the one before: a quarter of a million pauses in all, some tens of milliseconds.
    private const int Rounds = 18;

    /// <summary>Fills a span; false when the instruction does not deliver, with the span's content meaningless.</summary>
    public static bool TryFill(Span<byte> destination)
    {
        Span<byte> word = stackalloc byte[sizeof(ulong)];
        while (!destination.IsEmpty)
        {
            if (!TryNext(out ulong value))
            {
                return false;
            }

            BinaryPrimitives.WriteUInt64LittleEndian(word, value);
            int count = Math.Min(word.Length, destination.Length);
            word.Slice(0, count).CopyTo(destination);
            destination = destination.Slice(count);
        }

        return true;
    }

    private static bool TryNext(out ulong value)
    {
        value = 0;
        if (!TInstruction.IsAvailable)
        {
            return false;
        }

        for (int round = 0; round < Rounds; round++)
        {
            if (TInstruction.TryNext(out value))
            {
                return true;
            }

            for (int pause = 0; pause < 1 << round; pause++)
            {
                TInstruction.Wait();
            }
        }

        return false;
    }
}
