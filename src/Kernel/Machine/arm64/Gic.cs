using Hermit.Firmware;
using Hermit.Sync;

namespace Hermit.Machine;

/// <summary>The interrupt controller that the machine has.</summary>
internal static class Gic
{
    // From here on numbers mean that there is no interrupt (IHI 0048B, 3.2.4).
    private const uint FirstSpecial = 1020;
    private const uint NumberMask2 = 0x3FF;
    private const uint NumberMask3 = 0xFF_FFFF;

    private static InterruptOnceCell<InterruptControllerKind> s_kind;
    private static InterruptOnceCell<uint> s_timer;

    /// <summary>The timer's interrupt.</summary>
    public static uint TimerInterrupt => s_timer.Value;

    /// <summary>Maps its registers and masks all interrupts. Once; false when there is none that we know, or they cannot be mapped.</summary>
    public static bool TryInitialize<TMapper>(in TreeInformation tree)
        where TMapper : struct, IDeviceMapper
    {
        s_kind.TrySet(tree.ControllerKind);
        s_timer.TrySet(tree.TimerInterrupt);
        return tree.ControllerKind switch
        {
            InterruptControllerKind.Gic2 => Gic2.TryInitialize<TMapper>(tree),
            InterruptControllerKind.Gic3 => Gic3.TryInitialize<TMapper>(tree),
            _ => false,
        };
    }

    /// <summary>Turns on what the CPU that runs the caller has of it, and the timer's interrupt.</summary>
    public static void InitializeCpu(int cpu)
    {
        if (IsVersion2)
        {
            Gic2.InitializeCpu(cpu);
            Gic2.EnableOwn(TimerInterrupt);
        }
        else
        {
            Gic3.InitializeCpu(cpu, ProcessorStart.Self);
            Gic3.EnableOwn(cpu, TimerInterrupt);
        }

        unsafe
        {
            // SAFETY: whoever gets here has the CPU's block and stacks.
            Instructions.UnmaskExceptions();
        }
    }

    /// <summary>Lets a device's interrupt arrive at a CPU; false when there is no such interrupt.</summary>
    public static bool TryEnable(uint interrupt, bool isLevel, int cpu) =>
        IsVersion2 ? Gic2.TryEnable(interrupt, isLevel, cpu) : Gic3.TryEnable(interrupt, isLevel, cpu);

    /// <summary>Takes the interrupt to be handled; false when there is none after all. What was acknowledged is to be ended.</summary>
    public static bool TryAcknowledge(out uint interrupt, out uint acknowledged)
    {
        acknowledged = IsVersion2 ? Gic2.Acknowledge() : Gic3.Acknowledge();
        interrupt = acknowledged & (IsVersion2 ? NumberMask2 : NumberMask3);
        return interrupt < FirstSpecial;
    }

    /// <summary>Ends an interrupt.</summary>
    public static void End(uint acknowledged)
    {
        if (IsVersion2)
        {
            Gic2.End(acknowledged);
        }
        else
        {
            Gic3.End(acknowledged);
        }
    }

    /// <summary>Interrupts another CPU. What was written before is seen by the handler.</summary>
    public static void Send(int cpu, uint interrupt)
    {
        unsafe
        {
            // SAFETY: waits.
            Instructions.FinishWrites();
        }

        if (IsVersion2)
        {
            Gic2.Send(cpu, interrupt);
        }
        else
        {
            Gic3.Send(cpu, interrupt);
        }
    }

    private static bool IsVersion2 => s_kind.Value == InterruptControllerKind.Gic2;
}
