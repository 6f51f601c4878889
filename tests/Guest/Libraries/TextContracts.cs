using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Runtime.Intrinsics;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Hermit.Guest.Libraries;

/// <summary>Runes, searches, encodings, comparisons, XML: what their documentation promises.</summary>
internal static class TextContracts
{
    public static GuestCase[] Cases =>
    [
        new("contract-search-values", SearchedValues),
        new("contract-runes", Runes),
        new("contract-encoding-fallbacks", Fallbacks),
        new("contract-span-searches", SpanSearches),
        new("contract-compare-info", Compares),
        new("contract-normalization", Normalizes),
        new("contract-xml-linq", XmlTrees),
        new("contract-xml-reader", XmlReaders),
        new("contract-xml-writer", XmlWriters),
    ];

    private static void SearchedValues()
    {
        SearchValues<char> vowels = SearchValues.Create("aeiou");
        SearchValues<byte> bytes = SearchValues.Create([0, 255, 7]);
        SearchValues<string> words = SearchValues.Create(["needle", "pin"], StringComparison.OrdinalIgnoreCase);
        ReadOnlySpan<char> text = "rhythm and a PIN in the haystack, then a Needle";
        Console.WriteLine($"{text.IndexOfAny(vowels)} {text.LastIndexOfAny(vowels)} {text.IndexOfAnyExcept(vowels)} {text.ContainsAny(vowels)} {text.IndexOfAny(words)} {vowels.Contains('x')} {((ReadOnlySpan<byte>)[1, 2, 7]).IndexOfAny(bytes)}");
        SearchValues<char> wide = SearchValues.Create("é€日本語\u2028");
        Console.WriteLine($"{(new string('x', 100) + "本").AsSpan().IndexOfAny(wide)} {wide.Contains('e')}");
    }

    private static void Runes()
    {
        foreach (Rune rune in "aé€\ud83d\ude00\ud800z".EnumerateRunes())
            Console.WriteLine($"{rune.Value:X} {rune.Utf8SequenceLength} {rune.Utf16SequenceLength} {rune.IsBmp} {Rune.GetUnicodeCategory(rune)} {Rune.IsLetter(rune)} {Rune.ToUpperInvariant(rune).Value:X}");
        Console.WriteLine($"{Rune.DecodeFromUtf8([0xE2, 0x82], out Rune partial, out int used)} {partial.Value:X} {used} {Rune.DecodeFromUtf16("\ude00", out _, out used)} {used} {Rune.TryCreate('\ud83d', '\ude00', out Rune made)} {made} {Rune.IsValid(0x110000)} {Rune.GetNumericValue(new Rune('½'))}");
    }

    private static void Fallbacks()
    {
        byte[] bad = [0x41, 0xC3, 0x28, 0xE2, 0x82, 0xF0, 0x9F, 0x98, 0x42, 0xED, 0xA0, 0x80];
        Console.WriteLine(string.Join(" ", Encoding.UTF8.GetString(bad).Select(letter => $"{(int)letter:X}")));
        Encoding ascii = Encoding.GetEncoding("us-ascii", new EncoderReplacementFallback("<?>"), new DecoderReplacementFallback("[bad]"));
        Console.WriteLine($"{ascii.GetString([0x41, 0x80, 0xFF])} {ascii.GetString(ascii.GetBytes("aé\ud83d\ude00"))} {Encoding.Latin1.GetBytes("é€").Length}");
        foreach (Encoding encoding in (Encoding[])[Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32, Encoding.ASCII, Encoding.Latin1])
            Console.WriteLine($"{encoding.WebName} {encoding.CodePage} {Convert.ToHexString(encoding.GetPreamble())} {Convert.ToHexString(encoding.GetBytes("a€\ud83d\ude00"))} {encoding.GetMaxByteCount(3)} {encoding.IsSingleByte}");
    }

    private static void SpanSearches()
    {
        int[] values = [.. Enumerable.Range(0, 200).Select(i => i * i % 37)];
        ReadOnlySpan<int> span = values;
        Console.WriteLine($"{span.IndexOf(36)} {span.LastIndexOf(36)} {span.Count(4)} {span.IndexOfAnyInRange(30, 35)} {span.IndexOfAnyExceptInRange(0, 30)} {span.IndexOf([1, 4, 9])} {span.ContainsAnyExcept(0)} {span.CommonPrefixLength([0, 1, 4, 8])} {span.SequenceCompareTo([0, 1, 5])} {span[50..].StartsWith(span[50..60])}");
        Span<int> copy = [.. values];
        copy.Replace(36, -1);
        copy[..100].Reverse();
        copy[100..].Sort((left, right) => right - left);
        Console.WriteLine($"{copy.IndexOf(-1)} {copy[100]} {copy[^1]} {copy[..100].BinarySearch(-5)}");
        Console.WriteLine($"{" \tx ".AsSpan().Trim().Length} {"aXbXc".AsSpan().IndexOf("xb", StringComparison.OrdinalIgnoreCase)} {"a,b;c".AsSpan().SplitAny(',', ';').MoveNext()}");
    }

    private static void Compares()
    {
        CompareInfo compare = CultureInfo.InvariantCulture.CompareInfo;
        string[] words = ["b", "A", "a", "B", "é", "e", "", "a-b", "ab", "ß", "ss", "10", "9"];
        Array.Sort(words, compare.Compare);
        Console.WriteLine(string.Join("|", words));
        Console.WriteLine($"{compare.Compare("STRASSE", "straße", CompareOptions.IgnoreCase) == 0} {compare.IndexOf("abcABC", "BC", CompareOptions.IgnoreCase)} {compare.IsPrefix("Éa", "é", CompareOptions.IgnoreCase)} {compare.LastIndexOf("abab", "ab")} {compare.Compare("a", "A", CompareOptions.OrdinalIgnoreCase)} {"İ".ToLowerInvariant().Length} {"ı".ToUpperInvariant()}");
        Attempt.Print("options", () => compare.Compare("a", "b", (CompareOptions)0x1000));
    }

    private static void Normalizes()
    {
        Console.WriteLine($"{"plain".IsNormalized()} {"plain".Normalize(NormalizationForm.FormKD)}");
        Attempt.Print("unpaired", () => Console.WriteLine("\ud800".Normalize().Length));
        Attempt.Print("form", () => "é".Normalize((NormalizationForm)99));
    }

    private static void XmlTrees()
    {
        XElement root = XElement.Parse("<r a='1' xmlns:p='urn:p'><p:c>text &amp; <![CDATA[<raw>]]></p:c><!-- note --><d/><d x='2'>3</d></r>");
        XNamespace p = "urn:p";
        Console.WriteLine($"{(int)root.Attribute("a")!} {root.Element(p + "c")!.Value} {root.Elements("d").Sum(item => (int?)item.Attribute("x") ?? 10)} {root.Nodes().Count()} {root.Descendants().Last().Value}");
        root.Add(new XElement("n", new XAttribute("q", "\"<>\""), DateTime.UnixEpoch));
        root.Element("d")!.Remove();
        Console.WriteLine(root);
        Console.WriteLine(XNode.DeepEquals(root, new XElement(root)));
        Attempt.PrintMessage("broken", () => XDocument.Parse("<a><b></a>"));
    }

    private static void XmlReaders()
    {
        const string Text = "<?xml version='1.0'?><!DOCTYPE r><r>\n <i n='1'/><?pi data?><i n='2'>&#65;&lt;</i></r>";
        using var reader = XmlReader.Create(new StringReader(Text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, IgnoreWhitespace = true });
        while (reader.Read())
            Console.WriteLine($"{reader.NodeType} {reader.Name} {reader.Value} {reader.Depth} {reader.IsEmptyElement} {reader.GetAttribute("n")}");
        Attempt.Print("prohibited", () => XmlReader.Create(new StringReader(Text)).ReadToFollowing("i"));
        Attempt.PrintMessage("two roots", () => new XmlDocument().LoadXml("<a/><b/>"));
        var document = new XmlDocument();
        document.LoadXml("<a><b c='1'/><b c='2'/></a>");
        Console.WriteLine($"{document.SelectNodes("/a/b[@c>1]")!.Count} {document.SelectSingleNode("//b/@c")!.Value} {document.DocumentElement!.LastChild!.OuterXml}");
    }

    private static void XmlWriters()
    {
        var text = new StringBuilder();
        using (var writer = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, OmitXmlDeclaration = true, NewLineChars = "\n" }))
        {
            writer.WriteStartElement("p", "root", "urn:x");
            writer.WriteAttributeString("a", "<&\">");
            writer.WriteElementString("child", "a\u00e9&");
            writer.WriteCData("]] >");
            writer.WriteComment("note");
            writer.WriteStartElement("empty");
            writer.WriteEndElement();
            writer.WriteEndElement();
        }

        Console.WriteLine(text);
        Attempt.Print("name", () => XmlConvert.VerifyName("1a"));
        Console.WriteLine($"{XmlConvert.EncodeName("a b")} {XmlConvert.ToString(1.5)} {XmlConvert.ToTimeSpan("P1DT2H")}");
    }
}
