using System;
using System.Runtime;

using Hermit.Firmware;
using Hermit.Sync;

namespace Hermit.Machine;

/// <summary>The first steps on the boot CPU, in the order in which the kernel takes them.</summary>
public static class BootCpu
{
    // Boot.S.
    private const ulong MappedAtBoot = 1 << 30;

    private static TakeStatic<CpuBlock> s_bootCpu;
    private static TakeStatic<Descriptors> s_bootDescriptors;

    /// <summary>When the image was entered, as a timestamp: the beginning of the kernel's share of the boot time.</summary>
    public static ulong EntryTimestamp
    {
        get
        {
            unsafe
            {
                // SAFETY: Boot.S defines the variable and has set it.
                return *(ulong*)LinkerSymbol.Address(&EntryTimestampSymbol);
            }
        }
    }

    /// <summary>The nanoseconds since the image was entered.</summary>
    public static ulong NanosecondsSinceEntry => Timestamp.ToNanoseconds(Timestamp.Now - EntryTimestamp);

    /// <summary>Sets up this CPU's own data and vectors. From here on an exception is reported instead of resetting the machine.</summary>
    public static void InitializeCpu()
    {
        // SAFETY: statics never move, and this CPU is their only user, since they can be taken once.
        unsafe
        {
            Descriptors.Load(ref s_bootDescriptors.Take(), 0);
            CpuBlock.Use(ref s_bootCpu.Take(), 0);
        }

        CpuFeatures.Enable();
        EmulatedCpu.Detect();
        Timestamp.BeginCalibration();
    }

    /// <summary>Reads what the loader passed: the memory map and the command line. Returns a message when that cannot be used. Once, before the RAM is handed out.</summary>
    public static string? ReadStartInfo(out BootMemory memory, out nuint rootDescriptor)
    {
        memory = default;
        rootDescriptor = 0;
        string? refused = StartInfo.Parse(LowMemory(StartInfoAddress, StartInfo.Bytes), out StartInfo info);
        if (refused is not null)
        {
            Configuration.Initialize(default);
            return refused;
        }

        MemoryMap map = default;
        StartInfo.ReadMemoryMap(LowMemory(info.MemoryMap, info.MemoryMapCount * StartInfo.EntryBytes), ref map);
        rootDescriptor = (nuint)info.RootDescriptor;
        ReadOnlySpan<byte> text = info.CommandLine == 0 ? default : LowMemory(info.CommandLine, Configuration.MaximumCommandLine + Configuration.MaximumMachineWords + 1);
        int end = text.IndexOf((byte)0);
        CommandLineError error = Configuration.Initialize(end < 0 ? text : text.Slice(0, end));
        memory = new BootMemory(map);
        return error switch
        {
            CommandLineError.TooLong => "the kernel command line is longer than 4096 bytes",
            CommandLineError.UnterminatedQuote => "the kernel command line has a quote that does not end",
            CommandLineError.NotAnOption => "the kernel command line has a word that is not key=value; the program's arguments go behind --",
            _ => null,
        };
    }

    /// <summary>Reads the firmware's tables and brings up interrupt controllers and the clock's calibration. Needs the final address space.</summary>
    public static void InitializeDevices<TMapper>(nuint rootDescriptor)
        where TMapper : struct, IDeviceMapper
    {
        LegacyInterrupts.Disable();
        Acpi.Initialize<TMapper>(rootDescriptor);
        ref readonly AcpiInformation acpi = ref Acpi.Information;
        bool mapped = LocalApic.TryInitialize<TMapper>() && IoApic.TryInitialize<TMapper>(acpi);
        if (acpi.SleepControlInMemory && acpi.SleepControl != 0)
        {
            mapped &= TMapper.TryMap(acpi.SleepControl, 1);
        }

        Panic.Unless(mapped, "the interrupt controllers cannot be mapped: too little memory, or the firmware says that they are where RAM is");
        Timestamp.BeginApicCalibration();
    }

    /// <summary>Ends a measurement that the CPU's set-up began; from here on there is time.</summary>
    public static void StartClock() => Timestamp.FinishCalibration();

    /// <summary>Ends a measurement that the device set-up began; from here on the timer can be armed.</summary>
    public static void StartTimer() => Timestamp.FinishApicCalibration();

    private static nuint StartInfoAddress
    {
        get
        {
            unsafe
            {
                // SAFETY: Boot.S defines the variable and has stored in it what the loader passed.
                return *(nuint*)LinkerSymbol.Address(&StartInfoSymbol);
            }
        }
    }

    // What the loader left; empty when it says that it is where the boot page tables map nothing. What ends behind that is cut off.
    private static ReadOnlySpan<byte> LowMemory(ulong address, int length)
    {
        if (address == 0 || address >= MappedAtBoot)
        {
            return default;
        }

        unsafe
        {
            // SAFETY: mapped, and nobody writes to RAM outside the image before the loader's tables have been read.
            return PhysicalMemory.View((nuint)address, (int)Math.Min((ulong)length, MappedAtBoot - address));
        }
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitStartInfo")]
    private static extern void StartInfoSymbol();

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitEntryTimestamp")]
    private static extern void EntryTimestampSymbol();
}
