using System.Runtime;
using System.Runtime.CompilerServices;
using System.Threading;

using Hermit.Machine;

namespace Hermit.Runtime.Environment;

/// <summary>The Runtime ABI of everything that is small.</summary>
// SAFETY: the core library passes pointers to variables of its own.
internal static unsafe class SystemExports
{
    [RuntimeExport("RhGetRuntimeVersion")]
    private static byte* GetRuntimeVersion(int* length)
    {
        *length = 0;
        return (byte*)LinkerSymbol.Address(&EmptyName);
    }

    // There are no crash dumps: nobody could read one.
    [RuntimeExport("RhCreateCrashDumpIfEnabled")]
    private static void CreateCrashDump(void* exceptionRecord)
    {
    }

    [RuntimeExport("RhGetCrashInfoBuffer")]
    private static byte* GetCrashInfoBuffer(int* length)
    {
        *length = 0;
        return null;
    }

    // With one CPU, whoever runs next has seen every write of whoever ran before.
    [RuntimeExport("RhFlushProcessWriteBuffers")]
    private static void FlushProcessWriteBuffers() => Interlocked.MemoryBarrier();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitEmptyName")]
    private static extern void EmptyName();
}
