using System.Runtime.CompilerServices;

namespace Hermit.Unwinding;

/// <summary>A rule for each register, by its column (<see cref="DwarfRegisters.Column"/>).</summary>
[InlineArray(DwarfRegisters.Count)]
public struct RegisterRules
{
    private RegisterRule _first;
}
