using Hermit.Sync;

namespace Hermit.Machine;

/// <summary>The CPU's interrupt controller and timer (Intel SDM vol. 3, chapter 11), through memory or, as x2APIC, through MSRs.</summary>
internal static class LocalApic
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

    private const nuint WindowBytes = 0x400;

    // The registers in memory; empty where they are MSRs.
    private static InterruptOnceCell<RegisterWindow> s_registers;

    /// <summary>Turns the controller on, the timer one-shot and silent; false when its registers cannot be mapped.</summary>
    public static bool TryInitialize<TMapper>()
        where TMapper : struct, IDeviceMapper
    {
        RegisterWindow registers = default;
        if (!CpuFeatures.HasX2Apic && !RegisterWindow.TryMap<TMapper>(Address, WindowBytes, out registers))
        {
            return false;
        }

        unsafe
        {
            // SAFETY: every CPU in 64-bit mode has the register. The second step is taken where CPUID reports it: there is no way from "off" to
            // x2APIC at once (SDM vol. 3, 11.12.5).
            ulong enabled = Instructions.ReadMsr(BaseRegister) | BaseEnable;
            Instructions.WriteMsr(BaseRegister, enabled);
            if (CpuFeatures.HasX2Apic)
            {
                Instructions.WriteMsr(BaseRegister, enabled | BaseX2);
            }
        }

        s_registers.TrySet(registers);

        // First, because as long as the controller is off every vector stays masked, whatever is written (SDM vol. 3, 11.4.7.2).
        Write(SpuriousVector, SoftwareEnable | Interrupts.SpuriousVector);
        Write(TaskPriority, 0);
        Write(LegacyInterrupt, Masked); // a spurious interrupt of the 8259 must not be answered with an end of interrupt
        Write(DivideConfiguration, DivideByOne);
        Write(InitialCount, 0);
        Write(TimerVector, Interrupts.TimerVector);
        return true;
    }

    /// <summary>Lets the timer fire once, after that many ticks; 0 stops it.</summary>
    public static void ArmTimer(uint ticks) => Write(InitialCount, ticks);

    /// <summary>The ticks that are left.</summary>
    public static uint TimerCount => Read(CurrentCount);

    /// <summary>Says that the interrupt being handled is done with.</summary>
    public static void EndOfInterrupt() => Write(EndOfInterruptRegister, 0);

    private static uint Read(uint register)
    {
        RegisterWindow registers = s_registers.Value;
        if (registers.Length != 0)
        {
            return registers.Read(new Register<uint>((int)register << 4));
        }

        unsafe
        {
            // SAFETY: TryInitialize has turned x2APIC on, in which the register is this MSR.
            return (uint)Instructions.ReadMsr(X2Base + register);
        }
    }

    private static void Write(uint register, uint value)
    {
        RegisterWindow registers = s_registers.Value;
        if (registers.Length != 0)
        {
            registers.Write(new Register<uint>((int)register << 4), value);
            return;
        }

        unsafe
        {
            // SAFETY: as in Read. The registers reach no memory.
            Instructions.WriteMsr(X2Base + register, value);
        }
    }
}
