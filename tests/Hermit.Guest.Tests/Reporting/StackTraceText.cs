using System.Text;
using System.Text.RegularExpressions;

namespace Hermit.Guest.Tests.Reporting;

/// <summary>Takes out of a stack trace what may differ between two compilations of one program.</summary>
internal static partial class StackTraceText
{
    [GeneratedRegex(@" \+ 0x[0-9a-f]+$", RegexOptions.Multiline)]
    private static partial Regex Offset { get; }

    /// <summary>The bytes of a standard error without code offsets.</summary>
    public static byte[] WithoutOffsets(byte[] error) => Encoding.UTF8.GetBytes(Offset.Replace(Encoding.UTF8.GetString(error), ""));
}
