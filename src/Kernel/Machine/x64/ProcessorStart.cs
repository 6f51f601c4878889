using System;
using System.Runtime;
using System.Runtime.CompilerServices;

using Hermit.Firmware;

namespace Hermit.Machine;

/// <summary>How another CPU is started: by its local APIC, which the firmware's tables name (Intel SDM vol. 3, 8.4).</summary>
internal static class ProcessorStart
{
    // Where the stub may be copied to: RAM that a real mode segment reaches, outside of the null area, which is not mapped.
    private const nuint LowestStub = 0x1_0000;
    private const nuint StubLimit = 0xA_0000;

    // Between the reset and the start. The manual's 10 ms are for processors that are older than 64-bit mode.
    private const ulong ResetNanoseconds = 20_000;

    /// <summary>How many CPUs the firmware names.</summary>
    public static int Count => Acpi.Information.ProcessorCount;

    /// <summary>The identifier of the CPU that runs the caller.</summary>
    public static uint Self => LocalApic.Identifier;

    /// <summary>The identifier of one.</summary>
    public static uint Identifier(int index) => Acpi.Information.Processor(index);

    /// <summary>Puts what they run first where they can; hands out what <see cref="Begin"/> needs.</summary>
    public static bool TryPrepare(in BootMemory memory, out nuint place)
    {
        ref readonly MemoryMap map = ref memory.Map;
        for (int i = 0; i < map.Count; i++)
        {
            place = Math.Max(map[i].Start, LowestStub);
            if (place + PageSize.Small <= Math.Min(map[i].End, StubLimit))
            {
                unsafe
                {
                    // SAFETY: RAM below 1 MiB is mapped and never handed out, and what the loader left there has been read.
                    nuint start = LinkerSymbol.Address(&Stub);
                    var code = new ReadOnlySpan<byte>((void*)start, (int)(LinkerSymbol.Address(&StubEnd) - start));
                    code.CopyTo(new Span<byte>((void*)place, (int)PageSize.Small));
                }

                return true;
            }
        }

        place = 0;
        return false;
    }

    /// <summary>Sends for a CPU; false when the firmware says that it does not come.</summary>
    public static bool TryBegin(uint identifier, nuint place)
    {
        LocalApic.SendInitialize(identifier);
        ulong end = Clock.MonotonicNanoseconds + ResetNanoseconds;
        while (Clock.MonotonicNanoseconds < end)
        {
            Cpu.Pause();
        }

        LocalApic.SendStartup(identifier, place);
        return true;
    }

    /// <summary>Sends for it once more, because it gave no sign.</summary>
    public static void Repeat(uint identifier, nuint place) => LocalApic.SendStartup(identifier, place);

    /// <summary>What the CPU that started it does meanwhile.</summary>
    public static void Help() => TimestampAgreement.Answer();

    /// <summary>On the CPU itself: makes it like the first; false when it lacks something.</summary>
    /// <remarks>Safety: the data is that of this CPU alone, and never moves; no other has the number.</remarks>
    [RequiresUnsafe]
    public static bool TrySetUp(ref CpuData data, int number)
    {
        unsafe
        {
            // SAFETY: the caller's obligation.
            Descriptors.Load(ref data.Descriptors, number);
            CpuBlock.Use(ref data.Block, number);
        }

        if (!CpuFeatures.TryEnableAgain() || !TimestampAgreement.TryReach())
        {
            return false;
        }

        LocalApic.InitializeCpu();
        return true;
    }

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitProcessorStub")]
    private static extern void Stub();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitProcessorStubEnd")]
    private static extern void StubEnd();
}
