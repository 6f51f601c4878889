using System;
using System.Runtime;
using System.Runtime.CompilerServices;

using Hermit.Firmware;
using Hermit.Sync;

namespace Hermit.Machine;

/// <summary>The first steps on the boot CPU, in the order in which the kernel takes them.</summary>
public static class BootCpu
{
    private static TakeStatic<CpuBlock> s_bootCpu;

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

    /// <summary>Sets up this CPU's own data and stacks. From here on an exception is reported instead of stopping the machine.</summary>
    public static void InitializeCpu()
    {
        // SAFETY: statics never move, and this CPU is their only user, since they can be taken once.
        unsafe
        {
            CpuBlock.Use(ref s_bootCpu.Take(), 0);
        }

        CpuFeatures.Enable();
        EmulatedCpu.Detect();
        Timestamp.Start();
    }

    /// <summary>Reads what the loader passed: the memory map and the command line. Returns a message when that cannot be used. Once, before the RAM is handed out.</summary>
    public static string? ReadStartInfo(out BootMemory memory, out nuint rootDescriptor)
    {
        rootDescriptor = 0;
        ref readonly TreeInformation tree = ref MachineTree.Information;
        CommandLineError error = Configuration.Initialize(MachineTree.CommandLine);
        memory = new BootMemory(tree.Memory, SerialHardware.Registers);
        if (tree.Memory.Count == 0)
        {
            return "the boot loader gave no device tree that names RAM, or a damaged one";
        }

        return error switch
        {
            CommandLineError.TooLong => "the kernel command line is longer than 4096 bytes",
            CommandLineError.UnterminatedQuote => "the kernel command line has a quote that does not end",
            CommandLineError.NotAnOption => "the kernel command line has a word that is not key=value; the program's arguments go behind --",
            _ => null,
        };
    }

    /// <summary>Brings up the interrupt controller, and finds the clock. Needs the final address space.</summary>
    public static void InitializeDevices<TMapper>(nuint rootDescriptor)
        where TMapper : struct, IDeviceMapper
    {
        ref readonly TreeInformation tree = ref MachineTree.Information;
        Panic.Unless(tree.ControllerKind != InterruptControllerKind.None, "the device tree names no interrupt controller that is known: GICv2 or GICv3");
        Panic.Unless(tree.TimerInterrupt != 0, "the device tree names no timer");
        bool mapped = Gic.TryInitialize<TMapper>(tree) && RealTimeClock.TryInitialize<TMapper>(tree.RealTimeClock);
        Panic.Unless(mapped, "the interrupt controller cannot be used: too little memory, or it is where RAM is, or the CPU has no registers for it");
        Gic.InitializeCpu(0);
    }

    /// <summary>The clock runs already.</summary>
    public static void StartClock()
    {
    }

    /// <summary>The timer can be armed already.</summary>
    public static void StartTimer()
    {
    }

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitEntryTimestamp")]
    private static extern void EntryTimestampSymbol();
}
