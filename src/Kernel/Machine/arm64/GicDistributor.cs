using System;

using Hermit.Firmware;

namespace Hermit.Machine;

/// <summary>What routes devices' interrupts to CPUs (IHI 0048B, 4.3; IHI 0069, 12.9). A GICv3's redistributors have the same registers for a CPU's own interrupts.</summary>
internal readonly struct GicDistributor(RegisterWindow window)
{
    /// <summary>The first interrupt that is not a CPU's own.</summary>
    public const uint FirstShared = 32;

    private const int InterruptType = 0x004; // GICD_TYPER
    private const int Group = 0x080; // GICD_IGROUPR
    private const int SetEnable = 0x100; // GICD_ISENABLER
    private const int ClearEnable = 0x180; // GICD_ICENABLER
    private const int Priority = 0x400; // GICD_IPRIORITYR
    private const int Configuration = 0xC00; // GICD_ICFGR
    private const nuint Bytes = 0x1000;

    // In the middle: below the mask, above nothing that matters to us.
    private const uint EveryPriority = 0xA0A0_A0A0;
    private const uint SpecialInterrupts = 1020;

    /// <summary>The registers.</summary>
    public RegisterWindow Window => window;

    /// <summary>Of a GICv2: whether a secure world has group 0 for itself (GICD_TYPER.SecurityExtn).</summary>
    public bool IsDivided => (window.Read(new Register<uint>(InterruptType)) >> 10 & 1) != 0;

    private uint Count => Math.Min(((window.Read(new Register<uint>(InterruptType)) & 31) + 1) * 32, SpecialInterrupts);

    /// <summary>Maps the registers; false when they cannot be mapped.</summary>
    public static bool TryMap<TMapper>(MemoryRange range, out GicDistributor distributor)
        where TMapper : struct, IDeviceMapper
    {
        bool mapped = RegisterWindow.TryMap<TMapper>(range.Start, range.Length, out RegisterWindow registers);
        distributor = new GicDistributor(registers);
        return mapped && range.Length >= Bytes;
    }

    /// <summary>Masks all devices' interrupts, puts them into group 1, and turns the distributor on.</summary>
    public void Reset(uint control)
    {
        window.Write(new Register<uint>(0), 0u);
        uint count = Count;
        for (uint interrupt = FirstShared; interrupt < count; interrupt += 32)
        {
            window.Write(At(ClearEnable, interrupt, 1), uint.MaxValue);
            window.Write(At(Group, interrupt, 1), uint.MaxValue);
        }

        for (uint interrupt = FirstShared; interrupt < count; interrupt += 4)
        {
            window.Write(At(Priority, interrupt, 8), EveryPriority);
        }

        window.Write(new Register<uint>(0), control);
    }

    /// <summary>
    /// Masks the CPU's own interrupts but those that CPUs send. All are in group 1, and the one by which a CPU is stopped is in group 0, where that is
    /// ours, and comes before all others.
    /// </summary>
    public void ResetOwn(bool hasGroups)
    {
        const uint stop = 1u << (int)Interrupts.StopInterrupt;
        window.Write(At(ClearEnable, 0, 1), 0xFFFF_0000u);
        window.Write(At(Group, 0, 1), hasGroups ? ~stop : uint.MaxValue);
        for (uint interrupt = 0; interrupt < FirstShared; interrupt += 4)
        {
            window.Write(At(Priority, interrupt, 8), EveryPriority);
        }

        window.Write(new Register<byte>(Priority + (int)Interrupts.StopInterrupt), (byte)0);
        window.Write(At(SetEnable, 0, 1), 0xFFFFu);
    }

    /// <summary>Says how a device's interrupt is signalled; false when there is none of that number. One caller at a time.</summary>
    public bool TryConfigure(uint interrupt, bool isLevel)
    {
        if (interrupt < FirstShared || interrupt >= Count)
        {
            return false;
        }

        uint edge = 2u << (int)(interrupt % 16 * 2);
        Register<uint> register = At(Configuration, interrupt, 2);
        uint others = window.Read(register) & ~edge;
        window.Write(register, isLevel ? others : others | edge);
        return true;
    }

    /// <summary>Lets an interrupt arrive.</summary>
    public void Enable(uint interrupt) => window.Write(At(SetEnable, interrupt, 1), 1u << (int)(interrupt % 32));

    // The register in which an interrupt has so many bits.
    private static Register<uint> At(int table, uint interrupt, uint bits) => new(table + (int)(interrupt / (32 / bits) * 4));
}
