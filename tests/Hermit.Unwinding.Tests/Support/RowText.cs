using System.Globalization;
using Hermit.Unwinding;

namespace Hermit.Unwinding.Tests.Support;

/// <summary>Writes our rows the way llvm-dwarfdump writes its.</summary>
internal static class RowText
{
    private static readonly string[] s_names =
        ["RAX", "RDX", "RCX", "RBX", "RSI", "RDI", "RBP", "RSP", "R8", "R9", "R10", "R11", "R12", "R13", "R14", "R15", "RIP"];

    public static string DescribeFrame(in CallFrameRow row) => s_names[row.FrameRegister] + FormatOffset(row.FrameOffset);

    public static Dictionary<string, string> DescribeRegisters(in CallFrameRow row)
    {
        var rules = new Dictionary<string, string>();
        for (int register = 0; register < DwarfRegisters.Count; register++)
        {
            RegisterRule rule = row.Registers[register];
            string? text = rule.Kind switch
            {
                RegisterRuleKind.Unspecified => null,
                RegisterRuleKind.Undefined => "undefined",
                RegisterRuleKind.SameValue => "same",
                RegisterRuleKind.Offset => $"[CFA{FormatOffset(rule.Operand)}]",
                RegisterRuleKind.ValueOffset => "CFA" + FormatOffset(rule.Operand),
                _ => s_names[rule.Operand],
            };
            if (text is not null)
            {
                rules[s_names[register]] = text;
            }
        }

        return rules;
    }

    private static string FormatOffset(int offset) => offset == 0 ? "" : offset.ToString("+0;-0", CultureInfo.InvariantCulture);
}
