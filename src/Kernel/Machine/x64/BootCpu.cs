using System;
using System.Runtime;

using Hermit.Firmware;
using Hermit.Sync;

namespace Hermit.Machine;

/// <summary>The first steps on the boot CPU, in the order in which the kernel takes them.</summary>
public static class BootCpu
{
    private const uint GsBase = 0xC000_0101;

    private static TakeStatic<CpuBlock> s_bootCpu;
    private static TakeStatic<Descriptors> s_bootDescriptors;

    /// <summary>When the image was entered, as a timestamp: the beginning of the kernel's share of the boot time.</summary>
    public static unsafe ulong EntryTimestamp
    {
        get
        {
            // SAFETY: Boot.S defines the variable and has set it.
            return *(ulong*)LinkerSymbol.Address(&EntryTimestampSymbol);
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
            fixed (Descriptors* descriptors = &s_bootDescriptors.Take())
            {
                Descriptors.Load(descriptors);
            }

            fixed (CpuBlock* block = &s_bootCpu.Take())
            {
                block->Self = block;
                Instructions.WriteMsr(GsBase, (ulong)block);
            }
        }

        CpuFeatures.Enable();
        Timestamp.BeginCalibration();
    }

    /// <summary>Reads what the loader passed: the memory map and the command line. Returns a message when that cannot be used. Once, before the RAM is handed out.</summary>
    public static string? ReadStartInfo(out BootMemory memory, out nuint rootDescriptor)
    {
        MemoryMap map = default;
        CommandLineError error;

        // SAFETY: Boot.S stored what the loader passed in EBX, and nothing has been written to RAM outside the image yet.
        unsafe
        {
            StartInfo* info = StartInfo.From(*(nuint*)LinkerSymbol.Address(&StartInfoSymbol));
            info->ReadMemoryMap(ref map);
            rootDescriptor = info->RootDescriptor;
            error = Configuration.Initialize(info->CommandLine(Configuration.MaximumCommandLine + Configuration.MaximumMachineWords + 1));
        }

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
        Acpi.Initialize<TMapper>(rootDescriptor);
        ref readonly AcpiInformation acpi = ref Acpi.Information;
        bool mapped = TMapper.TryMap(LocalApic.Address, 4096) && IoApic.TryInitialize<TMapper>(acpi);
        if (acpi.SleepControlInMemory && acpi.SleepControl != 0)
        {
            mapped &= TMapper.TryMap(acpi.SleepControl, 1);
        }

        Panic.Unless(mapped, "the interrupt controllers cannot be mapped: too little memory, or the firmware says that they are where RAM is");
        LegacyInterrupts.Disable();
        LocalApic.Initialize();
        Timestamp.BeginApicCalibration();
    }

    /// <summary>Ends a measurement that the CPU's set-up began; from here on there is time.</summary>
    public static void StartClock() => Timestamp.FinishCalibration();

    /// <summary>Ends a measurement that the device set-up began; from here on the timer can be armed.</summary>
    public static void StartTimer() => Timestamp.FinishApicCalibration();

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitStartInfo")]
    private static extern void StartInfoSymbol();

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitEntryTimestamp")]
    private static extern void EntryTimestampSymbol();
}
