using System;

using Hermit.Firmware;
using Hermit.Machine;
using Hermit.Memory;
using Hermit.Scheduling;

namespace Hermit.Files;

/// <summary>What is known of the one process, in the forms of <c>proc(5)</c>.</summary>
internal static class ProcessInformation
{
    private const ulong NanosecondsPerTick = 10_000_000;
    private const int KibibytesPerPage = Page.Bytes / 1024;

    /// <summary>The name of the program.</summary>
    public static ReadOnlySpan<byte> Name => Configuration.TryGet("program"u8, out ReadOnlySpan<byte> value) && !value.IsEmpty ? value : "program"u8;

    private static ulong UsedPages => (FrameAllocator.TotalBytes - FrameAllocator.FreeBytes) / Page.Bytes;

    private static ulong BusyNanoseconds => Scheduler.BusyNanoseconds;

    /// <summary>The numbers of the threads, as many as there is room for.</summary>
    public static int GetThreads(Span<uint> threads) => Scheduler.CopyThreadIds(threads);

    /// <summary>Writes a file's content, and gives its length.</summary>
    public static int Write(GeneratedFile what, uint argument, Span<byte> destination)
    {
        var text = new TextBuilder(destination);
        switch (what)
        {
            case GeneratedFile.Statistics:
                WriteStatistics(ref text, argument);
                break;
            case GeneratedFile.Status:
                WriteStatus(ref text);
                break;
            case GeneratedFile.Sizes:
                Write(ref text, UsedPages, " "u8);
                Write(ref text, UsedPages, " 0 0 0 "u8);
                Write(ref text, UsedPages, " 0\n"u8);
                break;
            case GeneratedFile.CommandLine:
                WriteCommandLine(ref text);
                break;
            case GeneratedFile.Name:
                text.Write(Name);
                text.Write("\n"u8);
                break;
            case GeneratedFile.Mappings:
                WriteMappings(ref text);
                break;
            case GeneratedFile.Memory:
                Write(ref text, "MemTotal: "u8, FrameAllocator.TotalBytes / 1024, " kB\n"u8);
                Write(ref text, "MemFree: "u8, FrameAllocator.FreeBytes / 1024, " kB\n"u8);
                Write(ref text, "MemAvailable: "u8, FrameAllocator.FreeBytes / 1024, " kB\n"u8);
                break;
            case GeneratedFile.Uptime:
                WriteSeconds(ref text, Clock.MonotonicNanoseconds, " "u8);
                WriteSeconds(ref text, Clock.MonotonicNanoseconds - BusyNanoseconds, "\n"u8);
                break;
        }

        return Math.Min(text.Length, destination.Length);
    }

    // The fields of /proc/PID/stat, from the first to the 52nd. What is not known here is 0, as it may be there.
    private static void WriteStatistics(ref TextBuilder text, uint number)
    {
        Write(ref text, number, " ("u8);
        ReadOnlySpan<byte> name = Name;
        text.Write(name.Slice(0, Math.Min(name.Length, 15)));
        text.Write(") R 0 1 1 0 -1 0 0 0 0 0 "u8); // state, parent, group, session, terminal, its group, flags, four counts of faults
        Write(ref text, BusyNanoseconds / NanosecondsPerTick, " 0 0 0 20 0 "u8); // in user mode, in the kernel, of children twice, priority, nice
        Write(ref text, (ulong)Scheduler.ThreadCount, " 0 0 "u8); // threads, a timer, start after boot
        Write(ref text, UsedPages * Page.Bytes, " "u8);
        Write(ref text, UsedPages, " "u8);
        Write(ref text, ulong.MaxValue, " "u8); // the limit
        Write(ref text, ImageLayout.Text.Start, " "u8);
        Write(ref text, ImageLayout.Text.End, " 0 0 0 0 0 0 0 0 0 0 17 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n"u8);
    }

    private static void WriteStatus(ref TextBuilder text)
    {
        text.Write("Name:\t"u8);
        text.Write(Name);
        text.Write("\nState:\tR (running)\nTgid:\t1\nPid:\t1\nPPid:\t0\nUid:\t0\t0\t0\t0\nGid:\t0\t0\t0\t0\n"u8);
        Write(ref text, "VmPeak:\t"u8, UsedPages * KibibytesPerPage, " kB\n"u8);
        Write(ref text, "VmSize:\t"u8, UsedPages * KibibytesPerPage, " kB\n"u8);
        Write(ref text, "VmHWM:\t"u8, UsedPages * KibibytesPerPage, " kB\n"u8);
        Write(ref text, "VmRSS:\t"u8, UsedPages * KibibytesPerPage, " kB\n"u8);
        Write(ref text, "Threads:\t"u8, (ulong)Scheduler.ThreadCount, "\n"u8);
    }

    private static void WriteCommandLine(ref TextBuilder text)
    {
        text.Write(Name);
        text.WriteByte(0);
        for (int i = 0; i < Configuration.ArgumentCount; i++)
        {
            text.Write(Configuration.Argument(i));
            text.WriteByte(0);
        }
    }

    private static void WriteMappings(ref TextBuilder text)
    {
        WriteMapping(ref text, ImageLayout.Text, " r-xp 00000000 00:01 1 /app/"u8);
        WriteMapping(ref text, ImageLayout.ReadOnlyData, " r--p 00000000 00:01 1 /app/"u8);
        WriteMapping(ref text, ImageLayout.Data, " rw-p 00000000 00:01 1 /app/"u8);
    }

    private static void WriteMapping(ref TextBuilder text, MemoryRange range, ReadOnlySpan<byte> what)
    {
        text.WriteUnsigned(range.Start, 16, 8, upper: false);
        text.WriteByte((byte)'-');
        text.WriteUnsigned(range.End, 16, 8, upper: false);
        text.Write(what);
        text.Write(Name);
        text.WriteByte((byte)'\n');
    }

    private static void WriteSeconds(ref TextBuilder text, ulong nanoseconds, ReadOnlySpan<byte> after)
    {
        text.WriteUnsigned(nanoseconds / 1_000_000_000, 10, 1, upper: false);
        text.WriteByte((byte)'.');
        text.WriteUnsigned(nanoseconds / 10_000_000 % 100, 10, 2, upper: false);
        text.Write(after);
    }

    private static void Write(ref TextBuilder text, ulong number, ReadOnlySpan<byte> after)
    {
        text.WriteUnsigned(number, 10, 1, upper: false);
        text.Write(after);
    }

    private static void Write(ref TextBuilder text, ReadOnlySpan<byte> before, ulong number, ReadOnlySpan<byte> after)
    {
        text.Write(before);
        Write(ref text, number, after);
    }
}
