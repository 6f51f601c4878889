using System;

using Hermit.Devices;
using Hermit.Machine;

namespace Hermit.Kernel;

/// <summary>How long the kernel took, for benchmarks.</summary>
internal static class BootReport
{
    /// <summary>With <c>boot.timing=1</c>, writes the microseconds from the image's entry to this call, on the error console.</summary>
    public static void WriteIfWanted()
    {
        if (!Configuration.TryGet("boot.timing"u8, out ReadOnlySpan<byte> value) || !value.SequenceEqual("1"u8))
        {
            return;
        }

        Span<byte> digits = stackalloc byte[20];
        int start = digits.Length;
        ulong microseconds = BootCpu.NanosecondsSinceEntry / 1000;
        do
        {
            digits[--start] = (byte)('0' + (microseconds % 10));
            microseconds /= 10;
        }
        while (microseconds != 0);

        SystemConsole.WriteError("boot.timing: entry to Main "u8);
        SystemConsole.WriteError(digits.Slice(start));
        SystemConsole.WriteError(" us\n"u8);
    }
}
