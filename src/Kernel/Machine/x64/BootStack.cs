using System.Runtime;
using System.Runtime.CompilerServices;

namespace Hermit.Machine;

/// <summary>The stack that the boot CPU starts on, which becomes its idle thread's.</summary>
// SAFETY: the symbols are Boot.S's; only their addresses are taken.
public static unsafe class BootStack
{
    /// <summary>The page below the stack: the boot page directory at first, then a guard.</summary>
    public static nuint Guard => Low - PageTable.SmallPage;

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
