using Hermit.Firmware;
using Hermit.Sync;

namespace Hermit.Machine;

/// <summary>Arm's Generic Interrupt Controller, version 2 (IHI 0048B).</summary>
internal static class Gic2
{
    // GICD_SGIR: which CPUs, as a mask of eight.
    private const int TargetShift = 16;

    private static readonly Register<uint> s_control = new(0);
    private static readonly Register<uint> s_targets = new(0x800); // GICD_ITARGETSR0
    private static readonly Register<uint> s_sendInterrupt = new(0xF00); // GICD_SGIR
    private static readonly Register<uint> s_priorityMask = new(0x04); // GICC_PMR
    private static readonly Register<uint> s_acknowledge = new(0x0C); // GICC_IAR
    private static readonly Register<uint> s_end = new(0x10); // GICC_EOIR

    private static InterruptOnceCell<RegisterWindow> s_interface;
    private static InterruptOnceCell<GicDistributor> s_distributor;
    private static CpuTargets s_masks;

    /// <summary>Maps the registers and masks everything. Once; false when they cannot be mapped.</summary>
    public static bool TryInitialize<TMapper>(in TreeInformation tree)
        where TMapper : struct, IDeviceMapper
    {
        if (!GicDistributor.TryMap<TMapper>(tree.Distributor, out GicDistributor distributor)
            || !RegisterWindow.TryMap<TMapper>(tree.ControllerPerCpu.Start, tree.ControllerPerCpu.Length, out RegisterWindow window) || window.Length < 0x14)
        {
            return false;
        }

        s_interface.TrySet(window);
        s_distributor.TrySet(distributor);
        distributor.Reset(control: 1, groups: 0);
        return true;
    }

    /// <summary>Turns the interface of the CPU that runs the caller on, which has that number.</summary>
    public static void InitializeCpu(int cpu)
    {
        s_distributor.Value.ResetOwn(groups: 0);
        s_masks.Set(cpu, s_distributor.Value.Window.Read(s_targets) & 0xFF);
        s_interface.Value.Write(s_priorityMask, 0xFFu);
        s_interface.Value.Write(s_control, 1u);
    }

    /// <summary>Lets one of the CPU's own interrupts arrive.</summary>
    public static void EnableOwn(uint interrupt) => s_distributor.Value.Enable(interrupt);

    /// <summary>Lets a device's interrupt arrive at a CPU; false when there is no such interrupt.</summary>
    public static bool TryEnable(uint interrupt, bool isLevel, int cpu)
    {
        if (!s_distributor.Value.TryConfigure(interrupt, isLevel))
        {
            return false;
        }

        s_distributor.Value.Window.Write(new Register<byte>(s_targets.Offset + (int)interrupt), (byte)s_masks.Get(cpu));
        s_distributor.Value.Enable(interrupt);
        return true;
    }

    /// <summary>The interrupt to be handled, with the CPU that sent it above the number.</summary>
    public static uint Acknowledge() => s_interface.Value.Read(s_acknowledge);

    /// <summary>Ends it.</summary>
    public static void End(uint acknowledged) => s_interface.Value.Write(s_end, acknowledged);

    /// <summary>Interrupts a CPU.</summary>
    public static void Send(int cpu, uint interrupt) => s_distributor.Value.Window.Write(s_sendInterrupt, (s_masks.Get(cpu) << TargetShift) | interrupt);
}
