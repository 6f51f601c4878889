using System.Globalization;

namespace Hermit.Unwinding.Tests.Support;

/// <summary>Writes our rows the way llvm-dwarfdump writes its.</summary>
internal static class RowText
{
    /// <summary>The registers that have rules, by LLVM's names.</summary>
    private static readonly Dictionary<string, int> s_registers = Enumerable.Range(0, 96)
        .Where(register => DwarfRegisters.Column((ulong)register) >= 0)
        .ToDictionary(NameOf);

    public static string DescribeFrame(in CallFrameRow row) => NameOf(row.FrameRegister) + FormatOffset(row.FrameOffset);

    public static bool IsKnown(string register) => s_registers.ContainsKey(register);

    public static Dictionary<string, string> DescribeRegisters(in CallFrameRow row)
    {
        var rules = new Dictionary<string, string>();
        foreach ((string name, int register) in s_registers)
        {
            RegisterRule rule = row.Registers[DwarfRegisters.Column((ulong)register)];
            string? text = rule.Kind switch
            {
                RegisterRuleKind.Unspecified => null,
                RegisterRuleKind.Undefined => "undefined",
                RegisterRuleKind.SameValue => "same",
                RegisterRuleKind.Offset => $"[CFA{FormatOffset(rule.Operand)}]",
                RegisterRuleKind.ValueOffset => "CFA" + FormatOffset(rule.Operand),
                _ => NameOf(rule.Operand),
            };
            if (text is not null)
            {
                rules[name] = text;
            }
        }

        return rules;
    }

    private static string NameOf(int register) => register switch
    {
        DwarfRegisters.Sp => "WSP",
        < DwarfRegisters.Sp => $"W{register}",
        >= 64 => $"B{register - 64}",
        _ => $"reg{register}",
    };

    private static string FormatOffset(int offset) => offset == 0 ? "" : offset.ToString("+0;-0", CultureInfo.InvariantCulture);
}
