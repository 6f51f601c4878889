using Hermit.GenerateAbi;

namespace Hermit.Abi.Tests;

/// <summary>What a table may say, and that what cannot be is refused with its line.</summary>
public sealed class TableTests
{
    [Fact]
    public void Fields_of_a_field_have_places_of_their_own()
    {
        AbiTable table = Parse("layout Inner 8 : inner", " 4 int B : b", "layout Outer 16 : outer", " 8 Inner In : in");
        Assert.Equal([("In", 8), ("In_B", 12)], table.Layouts[1].Places.Select(place => (place.Name, place.Offset)));
    }

    [Fact]
    public void A_section_counts_for_its_architecture_only()
    {
        string[] lines = ["constant A 1 : a", "[x64]", "constant B 2 : b", "[arm64]", "constant C 0x3 : c"];
        Assert.Equal([("A", 1), ("C", 3)], AbiTable.Parse(lines, "arm64").Constants.Select(constant => (constant.Name, constant.Value)));
    }

    [Theory]
    [InlineData("not aligned to 8", "layout A 16 : a", " 4 ulong X : x")]
    [InlineData("overlaps X", "layout A 16 : a", " 0 ulong X : x", " 4 int Y : y")]
    [InlineData("behind the layout", "layout A 4 : a", " 0 ulong X : x")]
    [InlineData("not a multiple of its alignment", "layout A 12 : a", " 0 ulong X : x")]
    [InlineData("neither a number nor a layout above", "layout A 8 : a", " 0 B X : x")]
    [InlineData("outside of a layout", " 0 int X : x")]
    [InlineData("what it is", "layout A 8")]
    [InlineData("is not a number", "layout A eight : a")]
    public void What_cannot_be_is_refused(string message, params string[] lines)
    {
        Assert.Contains(message, Assert.Throws<AbiException>(() => Parse(lines)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Both_texts_say_the_same()
    {
        AbiTable table = Parse("layout A 8 : an A", " 4 int X : its x");
        Assert.Contains(".set    A_X, 4", AbiTemplates.Render(AbiTemplates.Offsets, table, "net", "x64"), StringComparison.Ordinal);
        string structures = AbiTemplates.Render(AbiTemplates.Structures, table, "net", "x64");
        Assert.Contains("[FieldOffset(4)]\n    public int X;", structures, StringComparison.Ordinal);
        Assert.Contains("public const int X = 4;", structures, StringComparison.Ordinal);
    }

    private static AbiTable Parse(params string[] lines) => AbiTable.Parse(lines, "x64");
}
