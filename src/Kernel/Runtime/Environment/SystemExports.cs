using System.Runtime;
using System.Runtime.CompilerServices;
using System.Threading;

using Hermit.Machine;

namespace Hermit.Runtime.Environment;

/// <summary>The Runtime ABI of everything that is small.</summary>
internal static class SystemExports
{
    [RuntimeExport("RhGetRuntimeVersion")]
    private static nuint GetRuntimeVersion(out int length)
    {
        length = 0;

        // SAFETY: the label is that of an empty text.
        unsafe
        {
            return LinkerSymbol.Address(&EmptyName);
        }
    }

    // There are no crash dumps: nobody could read one.
    [RuntimeExport("RhCreateCrashDumpIfEnabled")]
    private static void CreateCrashDump(nuint exceptionRecord)
    {
    }

    [RuntimeExport("RhGetCrashInfoBuffer")]
    private static nuint GetCrashInfoBuffer(out int length)
    {
        length = 0;
        return 0;
    }

    // What other CPUs run is interrupted. On this one, whoever runs next has seen every write of whoever ran before.
    [RuntimeExport("RhFlushProcessWriteBuffers")]
    private static void FlushProcessWriteBuffers()
    {
        Interlocked.MemoryBarrier();
        Processors.Synchronize();
    }

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitEmptyName")]
    private static extern void EmptyName();
}
