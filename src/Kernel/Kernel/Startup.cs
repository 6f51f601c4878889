using System;
using System.Runtime;

using Hermit.Devices;
using Hermit.Machine;
using Hermit.Memory;
using Hermit.Scheduling;

namespace Hermit.Kernel;

/// <summary>The boot sequence, from the assembly entry to the program's main thread.</summary>
internal static unsafe class Startup
{
    private const nuint MainStackBytes = 8 << 20;

    [RuntimeExport("HermitStart")]
    private static void Start(nuint startInfo)
    {
        SystemConsole.Initialize();
        Firmware.InitializeCpu();
        Scheduler.Initialize(BootStack.Low, BootStack.High);
        Interrupts.Register(new InterruptHandlers(&Faults.Handle, &Scheduler.OnTimer, &Faults.BeforePreemption));

        MemoryMap map = default;
        string? error = Firmware.ReadStartInfo(startInfo, ref map, out nuint rootDescriptor);
        SystemConsole.Configure();
        if (error is not null)
        {
            Panic.Fail(error);
        }

        FrameAllocator.Initialize(map);
        AddressSpace.Initialize(map);
        Firmware.InitializeDevices(rootDescriptor, &AddressSpace.TryMapDevice);
        Firmware.StartClock();
        SystemConsole.EnableInput();
        bool created = Scheduler.TryCreateThread(&Program.Run, 0, MainStackBytes, out _);
        Panic.Unless(created, "too little memory for the main thread");
        Scheduler.RunIdle();
    }
}
