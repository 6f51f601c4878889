using Hermit.Firmware;
using Hermit.Sync;

namespace Hermit.Machine;

/// <summary>Arm's Generic Interrupt Controller, version 2 (IHI 0048B).</summary>
internal static class Gic2
{
    // GICD_SGIR: which CPUs, as a mask of eight, and whether the interrupt is in group 1.
    private const int TargetShift = 16;
    private const uint InGroup1 = 1 << 15;

    // GICD_CTLR and GICC_CTLR: both groups, of which group 0 interrupts fast; or the only one that there is for us.
    private const uint BothGroups = 3;
    private const uint Group0IsFast = 8;

    // Group 1 is acknowledged like group 0: QEMU has no registers for it alone.
    private const uint AcknowledgeBoth = 4;
    private const uint OwnGroup = 1;

    private static readonly Register<uint> s_control = new(0);
    private static readonly Register<uint> s_targets = new(0x800); // GICD_ITARGETSR0
    private static readonly Register<uint> s_sendInterrupt = new(0xF00); // GICD_SGIR
    private static readonly Register<uint> s_priorityMask = new(0x04); // GICC_PMR
    private static readonly Register<uint> s_acknowledge = new(0x0C); // GICC_IAR
    private static readonly Register<uint> s_end = new(0x10); // GICC_EOIR

    private static InterruptOnceCell<RegisterWindow> s_interface;
    private static InterruptOnceCell<GicDistributor> s_distributor;
    private static InterruptOnceCell<bool> s_hasGroups;
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
        s_hasGroups.TrySet(!distributor.IsDivided);
        distributor.Reset(s_hasGroups.Value ? BothGroups : OwnGroup);
        return true;
    }

    /// <summary>Turns the interface of the CPU that runs the caller on, which has that number.</summary>
    public static void InitializeCpu(int cpu)
    {
        s_distributor.Value.ResetOwn(s_hasGroups.Value);
        s_masks.Set(cpu, s_distributor.Value.Window.Read(s_targets) & 0xFF);
        s_interface.Value.Write(s_priorityMask, 0xFFu);
        s_interface.Value.Write(s_control, s_hasGroups.Value ? BothGroups | Group0IsFast | AcknowledgeBoth : OwnGroup);
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
    public static void Send(int cpu, uint interrupt)
    {
        uint group = s_hasGroups.Value && interrupt != Interrupts.StopInterrupt ? InGroup1 : 0;
        s_distributor.Value.Window.Write(s_sendInterrupt, (s_masks.Get(cpu) << TargetShift) | group | interrupt);
    }
}
