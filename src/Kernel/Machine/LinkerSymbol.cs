using System.Runtime.CompilerServices;

namespace Hermit.Machine;

/// <summary>Addresses of symbols that the linker or assembly code defines, written in C# as external functions.</summary>
public static class LinkerSymbol
{
    /// <summary>
    /// The address, or the value of an absolute symbol. Out of line, so that the compiler takes it for a number it does not know:
    /// it would otherwise compute with its own token for the symbol.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    // SAFETY: the symbol becomes a number and is not called.
    public static unsafe nuint Address(delegate*<void> symbol) => (nuint)symbol;
}
