using System.Runtime;
using System.Runtime.CompilerServices;

namespace Hermit.Machine;

/// <summary>The stack that the boot CPU starts on, which becomes its idle thread's.</summary>
public static unsafe class BootStack
{
    /// <summary>The lowest address.</summary>
    public static nuint Low => LinkerSymbol.Address(&LowSymbol);

    /// <summary>The address after it.</summary>
    public static nuint High => LinkerSymbol.Address(&HighSymbol);

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitBootStack")]
    private static extern void LowSymbol();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitBootStackTop")]
    private static extern void HighSymbol();
}
