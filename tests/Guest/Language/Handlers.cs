using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Hermit.Guest.Language;

/// <summary>String interpolation: its handlers, what they evaluate, formatting into spans.</summary>
internal static class Handlers
{
    public static GuestCase[] Cases =>
    [
        new("interpolation-order", Order),
        new("interpolation-handler", OwnHandler),
        new("interpolation-alignment", Alignment),
        new("interpolation-spans", Spans),
        new("interpolation-formattable", Formattable),
        new("interpolation-composite", Composite),
    ];

    [InterpolatedStringHandler]
    private ref struct Log
    {
        private readonly StringBuilder? _text;

        public Log(int literalLength, int formattedCount, bool enabled, out bool proceed)
        {
            _text = enabled ? new StringBuilder($"[{literalLength},{formattedCount}]") : null;
            proceed = enabled;
        }

        public readonly bool AppendLiteral(string text) => _text!.Append('L').Append(text).Length > 0;

        public readonly bool AppendFormatted<T>(T value, int alignment = 0, string? format = null)
        {
            _text!.Append($"<{typeof(T).Name}:{value}:{alignment}:{format}>");
            return value is not "stop";
        }

        public readonly bool AppendFormatted(ReadOnlySpan<char> value) => _text!.Append('S').Append(value).Length > 0;

        public override readonly string ToString() => _text?.ToString() ?? "off";
    }

    private static string Write(bool enabled, [InterpolatedStringHandlerArgument(nameof(enabled))] Log log) => log.ToString();

    private static int s_calls;

    private static T Count<T>(T value)
    {
        s_calls++;
        return value;
    }

    private static void Order()
    {
        int i = 0;
        Console.WriteLine($"{i++}{i++}{i}{++i}");
        string? nothing = null;
        Console.WriteLine($"[{nothing}] {{{i}}} {(i > 1 ? "yes" : "no")} {$"nested {i}"}");
        Attempt.Print("throws inside", () => Console.WriteLine($"{Count(1)} {int.Parse("x")} {Count(2)}"));
        Console.WriteLine(s_calls);
    }

    private static void OwnHandler()
    {
        s_calls = 0;
        Console.WriteLine(Write(true, $"a{Count(1)}b{Count("text"),5}c{Count(2.5):F2}"));
        Console.WriteLine(Write(false, $"a{Count(1)}b{Count("text")}"));
        Console.WriteLine(Write(true, $"{"span".AsSpan(1)}{Count("stop")}{Count("never")}"));
        Console.WriteLine(s_calls);
    }

    private static void Alignment()
    {
        Console.WriteLine($"|{5,4}|{5,-4}|{"abc",2}|{1.5,8:F3}|{-7,6:D3}|{'c',3}|{true,-6}|{DayOfWeek.Monday,10}|{null,3}|");
        Console.WriteLine($"|{new DateTime(2024, 2, 3),22:yyyy-MM-dd HH:mm}|{TimeSpan.FromHours(30),-12:g}|{Guid.Empty,40:B}|");
    }

    private static void Spans()
    {
        Span<char> buffer = stackalloc char[16];
        Console.WriteLine($"{buffer.TryWrite($"{1234:N0} ok", out int written)} {written} {buffer[..written]}");
        Console.WriteLine($"{buffer.TryWrite($"{long.MaxValue} too long {1}", out written)} {written}");
        Console.WriteLine($"{buffer.TryWrite(CultureInfo.InvariantCulture, $"{1.5:F1}", out written)} {buffer[..written]}");
        Span<byte> bytes = stackalloc byte[12];
        Console.WriteLine($"{System.Text.Unicode.Utf8.TryWrite(bytes, $"é{7:000}", out written)} {Convert.ToHexString(bytes[..written])}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, buffer, $"{3.25}/{"x"}"));
        Console.WriteLine(new StringBuilder().Append($"{1,3}").AppendLine($"{2:X2}").Append('|').Length);
        Console.WriteLine(((IFormattable)255).ToString("X4", null) + (TryFormat(255) ? "+" : "-"));
    }

    private static bool TryFormat(ISpanFormattable value) => value.TryFormat(stackalloc char[2], out _, default, null);

    private static void Formattable()
    {
        FormattableString text = $"{1} and {"two",5:X} and {3.5:F2}";
        Console.WriteLine($"{text.Format} {text.ArgumentCount} {text.GetArgument(1)} {FormattableString.Invariant(text)}");
        IFormattable formattable = $"{12:D4}";
        Console.WriteLine(formattable.ToString(null, CultureInfo.InvariantCulture));
    }

    private sealed class Shouting : IFormatProvider, ICustomFormatter
    {
        public object? GetFormat(Type? type) => type == typeof(ICustomFormatter) ? this : null;

        public string Format(string? format, object? argument, IFormatProvider? provider) => $"{argument}!{format}";
    }

    private static void Composite()
    {
        Console.WriteLine(string.Format(new Shouting(), "{0} {1:x} {2,6}", 1, "a", 2.5));
        CompositeFormat format = CompositeFormat.Parse("{1}-{0:D3}-{{{2}}}");
        Console.WriteLine($"{string.Format(CultureInfo.InvariantCulture, format, 7, "b", 'c')} {format.MinimumArgumentCount}");
        Attempt.PrintMessage("parse", () => CompositeFormat.Parse("{"));
        Attempt.PrintMessage("too few", () => string.Format(CultureInfo.InvariantCulture, format, 7));
    }
}
