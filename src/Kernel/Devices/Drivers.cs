using System;

using Hermit.Machine;
using Hermit.Memory;

namespace Hermit.Devices;

/// <summary>Finds the machine's devices, and starts the drivers of those that every program has a use for.</summary>
public static class Drivers
{
    /// <summary>Looks at all buses. Once, when interrupts and time work.</summary>
    /// <typeparam name="TSignals">Who hears of signals that devices make.</typeparam>
    public static void Start<TSignals>()
        where TSignals : struct, ISignalSink
    {
        PowerButton.TryEnable<PowerButtonSignal<TSignals>, DeviceMapper>();
        while (MmioSlots.TryTakeNext<DeviceMapper>(out MmioSlot slot))
        {
            if (VirtioMmioTransport.TryOpen(slot, out VirtioMmioTransport transport, out bool isLegacy))
            {
                if (transport.Kind == VirtioKind.Network)
                {
                    Report(NetworkCards.TryKeep(transport), "virtio-net"u8);
                }
                else if (transport.Kind == VirtioKind.Console)
                {
                    Report(VirtioConsole.TryStart<TSignals>(new VirtioTransport(transport)), "virtio-console"u8);
                }
                else
                {
                    StartVirtio(transport);
                }
            }
            else if (isLegacy)
            {
                SystemConsole.WriteError("hermit: a virtio-mmio device of before virtio 1.0 is not used (QEMU: -global virtio-mmio.force-legacy=false)\n"u8);
            }
        }

        if (!PciBuses.ArePresent)
        {
            return;
        }

        PciWalk walk = PciWalk.Begin();
        while (walk.TryNext(out PciFunction function))
        {
            if (Rtl8139Card.Is(function))
            {
                Report(NetworkCards.TryKeep(function), "rtl8139"u8);
            }
            else if (VirtioPciTransport.TryOpen(function, out VirtioPciTransport transport))
            {
                if (transport.Kind == VirtioKind.Network)
                {
                    Report(NetworkCards.TryKeep(transport), "virtio-net"u8);
                }
                else if (transport.Kind == VirtioKind.Console)
                {
                    Report(VirtioConsole.TryStart<TSignals>(new VirtioTransport(transport)), "virtio-console"u8);
                }
                else
                {
                    StartVirtio(transport);
                }
            }
        }
    }

    private static void StartVirtio<TTransport>(TTransport transport)
        where TTransport : struct, IVirtioTransport
    {
        switch (transport.Kind)
        {
            case VirtioKind.Entropy:
                Report(VirtioEntropy<TTransport>.TryStart(transport), "virtio-rng"u8);
                break;
        }
    }

    private static void Report(bool started, ReadOnlySpan<byte> device)
    {
        if (!started)
        {
            SystemConsole.WriteError("hermit: "u8);
            SystemConsole.WriteError(device);
            SystemConsole.WriteError(" cannot be used: it does not speak virtio 1.0, or a second one is there\n"u8);
        }
    }
}
