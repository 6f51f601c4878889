namespace Hermit.GenerateAbi;

/// <summary>A structure with places for its fields; <c>IsStructure</c> says whether C# gets a type for it, or only the numbers.</summary>
internal sealed record AbiLayout(string Name, int Size, string Summary, bool IsStructure)
{
    /// <summary>The fields as they are written down.</summary>
    public List<AbiField> Fields { get; } = [];

    /// <summary>All places that assembly can name: those of the fields, and of the fields within them as <c>Outer_Inner</c>.</summary>
    public List<AbiField> Places { get; } = [];

    /// <summary>What the address of the layout is a multiple of.</summary>
    public int Alignment { get; set; } = 1;
}
