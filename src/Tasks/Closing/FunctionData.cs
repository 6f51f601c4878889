using Hermit.Tasks.Diagnostics;
using Hermit.Tasks.Linking;
using Hermit.Tasks.Linking.Unwind;
using Hermit.Tasks.Objects;

namespace Hermit.Tasks.Closing;

/// <summary>Which symbol the unwind data of a function names as its language-specific data.</summary>
internal static class FunctionData
{
    /// <summary>
    /// Returns the index of that symbol for each function of an object that has such data, by the method's name and the function's place in it: a handler
    /// is a function of its own.
    /// </summary>
    public static Dictionary<(string Method, long Offset), uint> Of(InputObject input, DiagnosticBag diagnostics)
    {
        var unwind = new EhFrameParser(diagnostics);
        unwind.Add(input);
        var data = new Dictionary<(string, long), uint>();
        foreach (EhFrameRecord fde in unwind.Cies.SelectMany(cie => cie.Fdes).Where(fde => fde.RelocationCount == 2))
        {
            RelocationOrder order = unwind.Order[fde.Section];
            Relocation function = order.Get(fde.Section, fde.FirstRelocation);
            uint symbol = order.Get(fde.Section, fde.FirstRelocation + 1).SymbolIndex;
            if (function.SymbolIndex < (uint)input.Symbols.Count && symbol < (uint)input.Symbols.Count)
                data.TryAdd((input.Symbols[(int)function.SymbolIndex].Name.Value, function.Addend), symbol);
        }
        return data;
    }
}
