using Hermit.Sync;

namespace Hermit.Machine;

/// <summary>The CPU's interrupt controller and timer (Intel SDM vol. 3, chapter 11), through memory or, as x2APIC, through MSRs.</summary>
// SAFETY: Initialize runs first and turns the controller on, through MSRs only where CPUID reports that; else the registers' page was mapped as
// device memory. The registers reach no memory.
internal static unsafe class LocalApic
{
    /// <summary>Where its registers are.</summary>
    public const nuint Address = 0xFEE0_0000;

    private const uint BaseRegister = 0x1B;
    private const ulong BaseEnable = 1 << 11;
    private const ulong BaseX2 = 1 << 10;
    private const uint X2Base = 0x800;

    private const uint TaskPriority = 0x08;
    private const uint EndOfInterruptRegister = 0x0B;
    private const uint SpuriousVector = 0x0F;
    private const uint TimerVector = 0x32;
    private const uint LegacyInterrupt = 0x35;
    private const uint InitialCount = 0x38;
    private const uint CurrentCount = 0x39;
    private const uint DivideConfiguration = 0x3E;
    private const uint DivideByOne = 0x0B;
    private const uint SoftwareEnable = 1 << 8;
    private const uint Masked = 1 << 16;

    private static AtomicBool s_usesMsrs;

    /// <summary>Turns the controller on, the timer one-shot and silent.</summary>
    public static void Initialize()
    {
        ulong enabled = Instructions.ReadMsr(BaseRegister) | BaseEnable;
        Instructions.WriteMsr(BaseRegister, enabled);
        if (CpuFeatures.HasX2Apic)
        {
            // A step of its own: there is no way from "off" to x2APIC at once (SDM vol. 3, 11.12.5).
            Instructions.WriteMsr(BaseRegister, enabled | BaseX2);
            s_usesMsrs.Store(true, MemoryOrder.Relaxed);
        }

        // First, because as long as the controller is off every vector stays masked, whatever is written (SDM vol. 3, 11.4.7.2).
        Write(SpuriousVector, SoftwareEnable | Interrupts.SpuriousVector);
        Write(TaskPriority, 0);
        Write(LegacyInterrupt, Masked); // a spurious interrupt of the 8259 must not be answered with an end of interrupt
        Write(DivideConfiguration, DivideByOne);
        Write(InitialCount, 0);
        Write(TimerVector, Interrupts.TimerVector);
    }

    /// <summary>Lets the timer fire once, after that many ticks; 0 stops it.</summary>
    public static void ArmTimer(uint ticks) => Write(InitialCount, ticks);

    /// <summary>The ticks that are left.</summary>
    public static uint TimerCount => Read(CurrentCount);

    /// <summary>Says that the interrupt being handled is done with.</summary>
    public static void EndOfInterrupt() => Write(EndOfInterruptRegister, 0);

    private static uint Read(uint register) => s_usesMsrs.Load(MemoryOrder.Relaxed) ? (uint)Instructions.ReadMsr(X2Base + register) : *Register(register);

    private static void Write(uint register, uint value)
    {
        if (s_usesMsrs.Load(MemoryOrder.Relaxed))
        {
            Instructions.WriteMsr(X2Base + register, value);
            return;
        }

        *Register(register) = value;
    }

    private static uint* Register(uint register) => (uint*)(Address + (register << 4));
}
