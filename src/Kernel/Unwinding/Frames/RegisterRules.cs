using System.Runtime.CompilerServices;

namespace Hermit.Unwinding;

/// <summary>A rule for each register, by DWARF number.</summary>
[InlineArray(DwarfRegisters.Count)]
public struct RegisterRules
{
    private RegisterRule _first;
}
