namespace Hermit.Machine;

/// <summary>How fast the counters are, where somebody says so; 0 where nobody does.</summary>
internal readonly struct CounterFrequency
{
    // VMware's, which KVM has adopted: kilohertz of the timestamp counter and of the APIC timer.
    private const uint HypervisorTiming = 0x10;

    // SDM vol. 2, CPUID: the ratio of the timestamp counter to the core crystal, and the crystal in hertz.
    private const uint CrystalLeaf = 0x15;

    private CounterFrequency(ulong timestampHertz, ulong apicHertz)
    {
        TimestampHertz = timestampHertz;
        ApicHertz = apicHertz;
    }

    /// <summary>The timestamp counter's.</summary>
    public ulong TimestampHertz { get; }

    /// <summary>The APIC timer's.</summary>
    public ulong ApicHertz { get; }

    /// <summary>Asks CPUID.</summary>
    public static CounterFrequency Read()
    {
        CpuidResult timing = CpuidResult.OfHypervisor(HypervisorTiming);
        if (timing.Eax != 0 && timing.Ebx != 0)
        {
            return new CounterFrequency(timing.Eax * 1000ul, timing.Ebx * 1000ul);
        }

        if (CpuidResult.Of(0).Eax >= CrystalLeaf)
        {
            CpuidResult crystal = CpuidResult.Of(CrystalLeaf);
            if (crystal.Eax != 0 && crystal.Ebx != 0 && crystal.Ecx != 0)
            {
                // The APIC timer runs with the crystal, except where a hypervisor makes it up.
                return new CounterFrequency((ulong)crystal.Ecx * crystal.Ebx / crystal.Eax, CpuidResult.HasHypervisor ? 0 : crystal.Ecx);
            }
        }

        return default;
    }
}
