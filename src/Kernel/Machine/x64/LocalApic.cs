using System.Threading;

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

    private const uint IdentifierRegister = 0x02;
    private const uint TaskPriority = 0x08;
    private const uint EndOfInterruptRegister = 0x0B;
    private const uint SpuriousVector = 0x0F;
    private const uint Command = 0x30;
    private const uint CommandDestination = 0x31;
    private const uint TimerVector = 0x32;
    private const uint LegacyInterrupt = 0x35;
    private const uint InitialCount = 0x38;
    private const uint CurrentCount = 0x39;
    private const uint DivideConfiguration = 0x3E;
    private const uint DivideByOne = 0x0B;
    private const uint SoftwareEnable = 1 << 8;
    private const uint Masked = 1 << 16;

    // Bits of the command register (SDM vol. 3, 11.6.1).
    private const uint DeliveryPending = 1 << 12;
    private const uint Assert = 1 << 14;
    private const uint NonMaskable = 4 << 8;
    private const uint Initialize = 5 << 8;
    private const uint Startup = 6 << 8;

    private const nuint WindowBytes = 0x400;

    // The registers in memory; empty where they are MSRs.
    private static InterruptOnceCell<RegisterWindow> s_registers;

    /// <summary>The identifier of the controller of the CPU that runs the caller.</summary>
    public static uint Identifier => Read(IdentifierRegister) >> (s_registers.Value.Length != 0 ? 24 : 0);

    /// <summary>Maps the registers, which are at the same place for every CPU, and turns the boot CPU's controller on; false when they cannot be mapped.</summary>
    public static bool TryInitialize<TMapper>()
        where TMapper : struct, IDeviceMapper
    {
        RegisterWindow registers = default;
        if (!CpuFeatures.HasX2Apic && !RegisterWindow.TryMap<TMapper>(Address, WindowBytes, out registers))
        {
            return false;
        }

        s_registers.TrySet(registers);
        InitializeCpu();
        return true;
    }

    /// <summary>Turns the controller of the CPU that runs the caller on, the timer one-shot and silent.</summary>
    public static void InitializeCpu()
    {
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

    /// <summary>Interrupts the CPU whose controller has that identifier. What was written before is seen by the handler.</summary>
    public static void SendInterrupt(uint identifier, byte vector) => Send(identifier, Assert | vector);

    /// <summary>Interrupts a CPU even where it has interrupts masked.</summary>
    public static void SendNonMaskable(uint identifier) => Send(identifier, Assert | NonMaskable);

    /// <summary>Resets a CPU, which then waits to be started.</summary>
    public static void SendInitialize(uint identifier) => Send(identifier, Assert | Initialize);

    /// <summary>Starts a CPU that waits for it in real mode, at the first byte of a page below 1 MiB.</summary>
    public static void SendStartup(uint identifier, nuint page) => Send(identifier, Assert | Startup | (uint)(page / PageSize.Small));

    private static void Send(uint identifier, uint command)
    {
        using var masked = WithoutInterrupts.Enter();
        if (s_registers.Value.Length != 0)
        {
            // Two registers, of which the second sends: no handler may send in between.
            while ((Read(Command) & DeliveryPending) != 0)
            {
                Cpu.Pause();
            }

            Write(CommandDestination, identifier << 24);
            Write(Command, command);
            return;
        }

        // Unlike a register in memory, an MSR is not ordered behind writes to memory (SDM vol. 3, 11.12.3).
        Interlocked.MemoryBarrier();
        unsafe
        {
            // SAFETY: in x2APIC mode both are one MSR. What interrupts do is said where they are sent.
            Instructions.WriteMsr(X2Base + Command, ((ulong)identifier << 32) | command);
        }
    }

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
