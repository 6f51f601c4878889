using System.Runtime.CompilerServices;

namespace Hermit.Runtime.Exceptions;

/// <summary>The sixteen general registers in the order in which instructions number them: RAX, RCX, RDX, RBX, RSP, RBP, RSI, RDI, R8 to R15.</summary>
[InlineArray(16)]
public struct GeneralRegisters
{
    /// <summary>The number of RBX.</summary>
    public const int Rbx = 3;

    /// <summary>The number of RSP.</summary>
    public const int Rsp = 4;

    /// <summary>The number of RBP.</summary>
    public const int Rbp = 5;

    /// <summary>The number of RSI.</summary>
    public const int Rsi = 6;

    /// <summary>The number of RDI.</summary>
    public const int Rdi = 7;

    private ulong _first;
}
