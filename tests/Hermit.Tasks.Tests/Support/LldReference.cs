using System.Globalization;
using System.Text;
using Hermit.Tasks.Objects;
using LibObjectFile.Elf;

namespace Hermit.Tasks.Tests.Support;

/// <summary>
/// Links the same inputs with ld.lld at the addresses that our linker chose, so that contents can be compared byte for
/// byte: everything but the choice of addresses must agree.
/// </summary>
public static class LldReference
{
    public const string Tool = "ld.lld";

    /// <summary>Sections that only our linker makes.</summary>
    private const string OwnPrefix = ".hermit";

    /// <summary>The versions of the tools that made an object, to which lld adds its own.</summary>
    private const string ToolVersions = ".comment";

    public static void AssertSame(TemporaryFolder folder, TestLink ours, string[] inputs, params string[] options)
    {
        string script = folder.Write("reference.ld", Script(ours));
        string output = folder["reference"];
        Tools.Run(Tool, ["-static", "-O0", "--no-gc-sections", "--eh-frame-hdr", "-z", "norelro", "-e", "_start", "-T", script, "-o", output, .. options, .. Definitions(ours), .. inputs]);
        ElfFile reference = TestLink.Read(output);

        int compared = 0;
        foreach (ElfSection section in ours.Image.Sections.Concat(ours.Debug.Sections.Where(section => !section.IsAllocated)))
        {
            if (section.Type is ElfSectionType.Null or ElfSectionType.StringTable or ElfSectionType.SymbolTable || section.Name.Value == ToolVersions || section.Name.Value.StartsWith(OwnPrefix, StringComparison.Ordinal))
                continue;
            ElfSection expected = reference.Sections.Single(candidate => candidate.Name.Value == section.Name.Value);
            Assert.Equal((section.Name.Value, expected.VirtualAddress, expected.Size), (section.Name.Value, section.VirtualAddress, section.Size));
            AssertSameBytes(section.Name.Value, expected.Content.Span, section.Content.Span);
            compared++;
        }
        Assert.True(compared >= 3, "too little was compared");
        AssertSameSymbols(ours.Debug, reference);
        Assert.Equal(reference.EntryPointAddress, ours.Image.EntryPointAddress);
    }

    private static string Script(TestLink link)
    {
        var script = new StringBuilder("SECTIONS {\n");
        foreach (ElfSection section in link.Image.Sections)
        {
            if (!section.IsAllocated || section.Name.Value.StartsWith(OwnPrefix, StringComparison.Ordinal))
                continue;
            string inputs = section.Name.Value is ".eh_frame" || section.Name.Value[0] != '.' ? section.Name.Value : $"{section.Name.Value} {section.Name.Value}.*";
            string address = section.Name.Value == ".tbss" ? "" : $"0x{section.VirtualAddress:x}";
            script.Append(CultureInfo.InvariantCulture, $"  {section.Name.Value} {address} : {{ *({inputs}) }}\n");
        }
        return script.Append("}\n").ToString();
    }

    /// <summary>What only our linker defines is given to the other as it came out.</summary>
    private static IEnumerable<string> Definitions(TestLink link) => link.Debug.Symbols
        .Where(symbol => symbol.Name.Value.StartsWith("__hermit_", StringComparison.Ordinal))
        .Select(symbol => $"--defsym={symbol.Name.Value}=0x{symbol.Value:x}");

    private static void AssertSameBytes(string section, ReadOnlySpan<byte> expected, ReadOnlySpan<byte> actual)
    {
        int common = expected.CommonPrefixLength(actual);
        Assert.True(common == expected.Length && common == actual.Length, $"{section} differs at offset 0x{common:x}");
    }

    private static void AssertSameSymbols(ElfFile ours, ElfFile reference)
    {
        Dictionary<string, ulong> expected = Globals(reference);
        Dictionary<string, ulong> actual = Globals(ours);
        Assert.NotEmpty(actual);
        foreach ((string name, ulong value) in actual)
            Assert.Equal((name, expected[name]), (name, value));
    }

    /// <summary>By name; hidden symbols become local in lld's output, so locals count where they are unambiguous.</summary>
    private static Dictionary<string, ulong> Globals(ElfFile file)
    {
        HashSet<string> ambiguous = file.Symbols.Where(HasName).GroupBy(symbol => symbol.Name.Value).Where(group => group.Count() > 1).Select(group => group.Key).ToHashSet();
        return file.Symbols
            .Where(symbol => HasName(symbol) && !ambiguous.Contains(symbol.Name.Value))
            .ToDictionary(symbol => symbol.Name.Value, symbol => symbol.Value);
    }

    private static bool HasName(ElfSymbol symbol) =>
        !string.IsNullOrEmpty(symbol.Name.Value) && !symbol.IsUndefined && symbol.Type is not (ElfSymbolType.File or ElfSymbolType.Section);
}
