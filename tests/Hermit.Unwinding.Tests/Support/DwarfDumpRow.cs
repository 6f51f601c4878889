using System.Globalization;
using System.Text.RegularExpressions;

namespace Hermit.Unwinding.Tests.Support;

/// <summary>One row that llvm-dwarfdump computed: the oracle for our interpreter.</summary>
internal sealed partial record DwarfDumpRow(ulong Address, string Frame, IReadOnlyDictionary<string, string> Registers)
{
    /// <summary>The rows of every function in a file, in the order of its .eh_frame.</summary>
    public static List<DwarfDumpRow> ReadAll(string path)
    {
        var rows = new List<DwarfDumpRow>();
        foreach (Match match in RowPattern().Matches(FixtureImage.Run("llvm-dwarfdump", "--eh-frame", path)))
        {
            var registers = new Dictionary<string, string>();
            foreach (Match rule in RulePattern().Matches(match.Groups["rules"].Value))
            {
                registers[rule.Groups["register"].Value] = rule.Groups["rule"].Value;
            }

            ulong address = ulong.Parse(match.Groups["address"].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            rows.Add(new DwarfDumpRow(address, match.Groups["frame"].Value, registers));
        }

        return rows;
    }

    [GeneratedRegex(@"^  0x(?<address>[0-9a-f]+): CFA=(?<frame>[^:\n]*)(: (?<rules>.*))?$", RegexOptions.Multiline)]
    private static partial Regex RowPattern();

    [GeneratedRegex(@"(?<register>\w+)=(?<rule>\[[^\]]*\]|[^,]+)")]
    private static partial Regex RulePattern();
}
