using System.Runtime;
using System.Runtime.CompilerServices;

using Hermit.Firmware;

namespace Hermit.Machine;

/// <summary>How another CPU is started: by the firmware, which the device tree says how to call. It is named by its affinity, in 32 bits.</summary>
internal static class ProcessorStart
{
    /// <summary>How many CPUs the tree names.</summary>
    public static int Count => MachineTree.Information.FirmwareCall == FirmwareCall.None ? 0 : MachineTree.Information.ProcessorCount;

    /// <summary>The affinity of the CPU that runs the caller (MPIDR_EL1).</summary>
    public static uint Self
    {
        get
        {
            ulong affinity;
            unsafe
            {
                // SAFETY: reads a register.
                affinity = Instructions.Affinity();
            }

            return (uint)(affinity & 0xFF_FFFF) | ((uint)(affinity >> 32) << 24);
        }
    }

    /// <summary>The affinity of one.</summary>
    public static uint Identifier(int index) => MachineTree.Information.Processor(index);

    /// <summary>Hands out where CPUs start.</summary>
    public static bool TryPrepare(in BootMemory memory, out nuint place)
    {
        unsafe
        {
            // SAFETY: only the address is taken.
            place = LinkerSymbol.Address(&Entry);
        }

        return true;
    }

    /// <summary>Has the firmware start a CPU; false when that refuses.</summary>
    public static bool TryBegin(uint identifier, nuint place)
    {
        ulong affinity = (identifier & 0xFF_FFFF) | ((ulong)(identifier >> 24) << 32);
        unsafe
        {
            // SAFETY: the table is written back for the CPU, whose caches are off when it reads it. At the place is Processors.S.
            Instructions.CleanLine(LinkerSymbol.Address(&StartTable));
            Instructions.CleanLine(LinkerSymbol.Address(&StartTable) + (2 * (nuint)sizeof(nuint)));
            return FirmwareCalls.TryStart(affinity, place);
        }
    }

    /// <summary>A CPU that gives no sign yet was started nevertheless.</summary>
    public static void Repeat(uint identifier, nuint place)
    {
    }

    /// <summary>What the CPU that started it does meanwhile: the counter is the same on all.</summary>
    public static void Help()
    {
    }

    /// <summary>On the CPU itself: makes it like the first; false when it lacks something.</summary>
    /// <remarks>Safety: the data is that of this CPU alone, and never moves; no other has the number.</remarks>
    [RequiresUnsafe]
    public static bool TrySetUp(ref CpuData data, int number)
    {
        unsafe
        {
            // SAFETY: the caller's obligation.
            CpuBlock.Use(ref data.Block, number);
        }

        if (!CpuFeatures.TryEnableAgain())
        {
            return false;
        }

        Gic.InitializeCpu(number);
        return true;
    }

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitProcessorEntry")]
    private static extern void Entry();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitProcessorStart")]
    private static extern void StartTable();
}
