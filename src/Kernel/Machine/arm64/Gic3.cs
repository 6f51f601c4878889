using System;

using Hermit.Firmware;
using Hermit.Sync;

namespace Hermit.Machine;

/// <summary>Arm's Generic Interrupt Controller, version 3 (IHI 0069): a redistributor for each CPU, whose interface is system registers.</summary>
internal static class Gic3
{
    // GICD_CTLR: affinity routing, both groups; the same bits do where there is a secure world, which has group 0 for itself.
    private const uint DistributorControl = 0x13;
    private const uint NoSecureWorld = 1 << 6;
    private const int Routing = 0x6000; // GICD_IROUTER

    // A redistributor is two frames, or four with virtual interrupts (GICR_TYPER.VLPIS).
    private const nuint FrameBytes = 0x1_0000;
    private const nuint MostFrames = 4;
    private const uint VirtualInterrupts = 2;
    private const uint Last = 1 << 4;
    private const uint ProcessorSleep = 2;
    private const uint ChildrenAsleep = 4;
    private const int WakeReads = 1_000_000;

    private const ulong EveryPriority = 0xF0;

    private static readonly Register<uint> s_distributorControl = new(0); // GICD_CTLR
    private static readonly Register<uint> s_type = new(0x08); // GICR_TYPER
    private static readonly Register<uint> s_affinity = new(0x0C);
    private static readonly Register<uint> s_waker = new(0x14); // GICR_WAKER

    private static InterruptOnceCell<GicDistributor> s_distributor;
    private static InterruptOnceCell<RegisterWindow> s_redistributors;
    private static InterruptOnceCell<bool> s_hasGroups;
    private static CpuTargets s_affinities;

    /// <summary>Maps the registers and masks everything. Once; false when they cannot be mapped.</summary>
    public static bool TryInitialize<TMapper>(in TreeInformation tree)
        where TMapper : struct, IDeviceMapper
    {
        nuint bytes = Math.Min(tree.ControllerPerCpu.Length, (nuint)Math.Max(1, tree.ProcessorCount) * MostFrames * FrameBytes);
        if (!CpuFeatures.HasInterruptRegisters || tree.Distributor.Length < FrameBytes
            || !GicDistributor.TryMap<TMapper>(tree.Distributor, out GicDistributor distributor)
            || !RegisterWindow.TryMap<TMapper>(tree.ControllerPerCpu.Start, bytes, out RegisterWindow redistributors))
        {
            return false;
        }

        s_distributor.TrySet(distributor);
        s_redistributors.TrySet(redistributors);
        s_hasGroups.TrySet((distributor.Window.Read(s_distributorControl) & NoSecureWorld) != 0);
        distributor.Reset(DistributorControl);
        return true;
    }

    /// <summary>Turns the redistributor and the interface of the CPU that runs the caller on, which has that number and affinity.</summary>
    public static void InitializeCpu(int cpu, uint affinity)
    {
        Panic.Unless(TryFind(affinity, out RegisterWindow frames), "the interrupt controller has no redistributor for a processor");
        s_affinities.Set(cpu, affinity);
        frames.Write(s_waker, frames.Read(s_waker) & ~ProcessorSleep);
        for (int read = 0; (frames.Read(s_waker) & ChildrenAsleep) != 0; read++)
        {
            Panic.Unless(read < WakeReads, "the interrupt controller does not wake up");
        }

        Own(frames).ResetOwn(s_hasGroups.Value);
        unsafe
        {
            // SAFETY: TryInitialize has found that the CPU has these registers; they let interrupts arrive, for which there are handlers.
            Instructions.SetInterruptRegisters(Instructions.InterruptRegisters() | 1);
            Instructions.SetInterruptPriority(EveryPriority);
            Instructions.SetInterruptControl(0);
            Instructions.SetInterruptGroup(1);
            if (s_hasGroups.Value)
            {
                Instructions.SetFastInterruptGroup(1);
            }
        }
    }

    /// <summary>Lets one of the interrupts of the CPU that runs the caller arrive.</summary>
    public static void EnableOwn(int cpu, uint interrupt)
    {
        if (TryFind(s_affinities.Get(cpu), out RegisterWindow frames))
        {
            Own(frames).Enable(interrupt);
        }
    }

    /// <summary>Lets a device's interrupt arrive at a CPU; false when there is no such interrupt.</summary>
    public static bool TryEnable(uint interrupt, bool isLevel, int cpu)
    {
        GicDistributor distributor = s_distributor.Value;
        if (!distributor.TryConfigure(interrupt, isLevel))
        {
            return false;
        }

        uint affinity = s_affinities.Get(cpu);
        int route = Routing + ((int)interrupt * sizeof(ulong));
        distributor.Window.Write(new Register<uint>(route), affinity & 0xFF_FFFF);
        distributor.Window.Write(new Register<uint>(route + sizeof(uint)), affinity >> 24);
        distributor.Enable(interrupt);
        return true;
    }

    /// <summary>The interrupt to be handled.</summary>
    public static uint Acknowledge()
    {
        unsafe
        {
            // SAFETY: the register is there; whoever asks ends the interrupt.
            return (uint)Instructions.AcknowledgeInterrupt();
        }
    }

    /// <summary>Ends it.</summary>
    public static void End(uint interrupt)
    {
        unsafe
        {
            // SAFETY: the register is there, and the interrupt was acknowledged.
            Instructions.EndInterrupt(interrupt);
        }
    }

    /// <summary>Interrupts a CPU (ICC_SGI1R_EL1: which of sixteen neighbours, and where they are).</summary>
    public static void Send(int cpu, uint interrupt)
    {
        ulong affinity = s_affinities.Get(cpu);
        ulong own = affinity & 0xFF;
        ulong value = ((affinity >> 24) << 48) | ((own >> 4) << 44) | ((affinity >> 16 & 0xFF) << 32) | ((ulong)interrupt << 24)
            | ((affinity >> 8 & 0xFF) << 16) | (1ul << (int)(own & 15));
        unsafe
        {
            // SAFETY: the register is there, and interrupts that CPUs send have handlers.
            if (s_hasGroups.Value && interrupt == Interrupts.StopInterrupt)
            {
                Instructions.SendFastInterrupt(value);
            }
            else
            {
                Instructions.SendInterrupt(value);
            }
        }
    }

    private static bool TryFind(uint affinity, out RegisterWindow frames)
    {
        RegisterWindow all = s_redistributors.Value;
        for (nuint offset = 0; offset + (2 * FrameBytes) <= all.Length;)
        {
            frames = all.Slice(offset, 2 * FrameBytes);
            uint type = frames.Read(s_type);
            if (frames.Read(s_affinity) == affinity)
            {
                return true;
            }

            if ((type & Last) != 0)
            {
                break;
            }

            offset += (type & VirtualInterrupts) != 0 ? MostFrames * FrameBytes : 2 * FrameBytes;
        }

        frames = default;
        return false;
    }

    private static GicDistributor Own(RegisterWindow frames) => new(frames.Slice(FrameBytes, FrameBytes));
}
