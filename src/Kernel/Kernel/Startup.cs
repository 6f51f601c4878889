using System;
using System.Runtime;

using Hermit.Abi;
using Hermit.Descriptors;
using Hermit.Devices;
using Hermit.Files;
using Hermit.Machine;
using Hermit.Memory;
using Hermit.Platform;
using Hermit.Runtime.Heap;
using Hermit.Scheduling;

namespace Hermit.Kernel;

/// <summary>The boot sequence, from the assembly entry to the program's main thread.</summary>
internal static class Startup
{
    [RuntimeExport("HermitStart")]
    private static void Start()
    {
        Panic.Register<PanicReport.Handler>();
        SystemConsole.Initialize();
        BootCpu.InitializeCpu();
        ThreadHooks.Register<SchedulerHooks>();
        ThreadStacks.AdoptBootStack();
        Interrupts.Register<Faults>();

        string? error = BootCpu.ReadStartInfo(out BootMemory memory, out nuint rootDescriptor);
        SystemConsole.Configure();
        if (error is not null)
        {
            Panic.Fail(error);
        }

        StartMemory(memory);
        BootCpu.InitializeDevices<DeviceMapper>(rootDescriptor);
        BootCpu.StartClock();
        StartFiles();
        BootCpu.StartTimer();
        ApplicationProcessors.Start<CpuMemorySource, OtherCpu>(memory);
        SystemConsole.EnableInput<Signals.FromHost>();
        Drivers.Start<Signals.FromHost>();
        bool created = Scheduler.TryCreateThread<MainThread>(0, MainThread.StackBytes, out _);
        Panic.Unless(created, "too little memory for the main thread");
        Scheduler.RunIdle();
    }

    private static void StartFiles()
    {
        bool terminal = Terminal.Has(ConsoleStream.Input) || Terminal.Has(ConsoleStream.Output) || Terminal.Has(ConsoleStream.Error);
        FileSystem.Initialize(terminal, FrameAllocator.TotalBytes, InitialFiles.Bytes);
        SystemError error = DescriptorTable.Initialize();
        Panic.Unless(error == SystemError.None, "too little memory for descriptors");
        if (terminal && Configuration.TryGet("env.TERM"u8, out ReadOnlySpan<byte> name) && name.StartsWith("xterm"u8))
        {
            // Without it programs know of no colours and few keys.
            FileSystem.MakeTerminalDescription(name);
        }
    }

    private static void StartMemory(in BootMemory memory)
    {
        FrameAllocator.Initialize(memory);
        AddressSpace.Initialize(memory);
        Scheduler.Initialize();
        RuntimeHeap.Initialize(memory.Map.End);
    }
}
