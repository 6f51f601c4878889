using Scriban;

namespace Hermit.GenerateAbi;

/// <summary>The texts that are made from a table.</summary>
internal static class AbiTemplates
{
    /// <summary>The file of structures in C#.</summary>
    public const string Structures = "Structures";

    /// <summary>The file of offsets for assembly.</summary>
    public const string Offsets = "Offsets";

    /// <summary>Fills one of the templates.</summary>
    public static string Render(string name, AbiTable table, string contract, string architecture)
    {
        using Stream stream = typeof(AbiTemplates).Assembly.GetManifestResourceStream(name + ".scriban")!;
        using StreamReader reader = new(stream);
        Template template = Template.Parse(reader.ReadToEnd(), name);
        return template.Render(new { contract, architecture, table.Layouts, table.Constants });
    }
}
