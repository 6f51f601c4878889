using System;
using System.Runtime;
using System.Runtime.CompilerServices;

using Hermit.Machine;

namespace Hermit.Runtime.Startup;

/// <summary>What the CPU can do, in the bits that compiled code tests (<see cref="CpuFeatureBits"/>).</summary>
internal static class CpuFeatureFlags
{
    private const int MaximumMessage = 512;
    private const string Lacking = "the CPU lacks instructions that the program was compiled for (IlcInstructionSet), and which QEMU has with -cpu max:";

    /// <summary>Stores the flags where compiled code reads them; a panic when the CPU lacks what the program was compiled for. First of all, before code of the program runs.</summary>
    public static void Publish()
    {
        int available = CpuFeatureBits.Detect();
        int required;
        unsafe
        {
            // SAFETY: Variables.S defines a pointer to the compiler's number, and a number that nobody reads before this.
            required = **(int**)LinkerSymbol.Address(&RequiredFeatures);
            *(int*)LinkerSymbol.Address(&Features) = available;
        }

        if ((available & required) != required)
        {
            Report(required & ~available);
        }
    }

    private static void Report(int missing)
    {
        Span<char> message = stackalloc char[MaximumMessage];
        int length = 0;
        Append(message, ref length, Lacking);
        for (int bit = 0; bit < 32; bit++)
        {
            if ((missing >> bit & 1) != 0)
            {
                Append(message, ref length, " ");
                Append(message, ref length, CpuFeatureBits.Name(bit));
                missing &= ~(1 << bit);
                Append(message, ref length, missing == 0 ? "" : ",");
            }
        }

        Panic.Fail(message.Slice(0, length));
    }

    private static void Append(Span<char> message, ref int length, string text)
    {
        ReadOnlySpan<char> source = text;
        source.CopyTo(message.Slice(length));
        length += source.Length;
    }

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitProgramRequiredCpuFeatures")]
    private static extern void RequiredFeatures();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("g_cpuFeatures")]
    private static extern void Features();
}
