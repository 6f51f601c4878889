namespace Hermit.Layers.Tests;

public sealed class LayerTests
{
    private readonly KernelSymbols _symbols = KernelSymbols.Read();

    [Fact]
    public void No_layer_needs_a_symbol_of_a_higher_one()
    {
        string[] upward = [.. _symbols.Edges.Where(edge => edge.IsUpward).Select(edge => edge.ToString()).Order(StringComparer.Ordinal)];
        Assert.True(upward.Length == 0, $"A lower layer is handed what it calls: as an interface, or as a function pointer that is registered once. Edges upwards:\n{string.Join('\n', upward)}");
    }

    [Fact]
    public void No_project_refers_to_a_higher_one()
    {
        IEnumerable<(Layer From, Layer To)> references = _symbols.References.Select(pair => (Layers.Parse(pair.From), Layers.Parse(pair.To)));
        Assert.DoesNotContain(references, reference => reference.From < reference.To);
    }

    /// <summary>The test would pass on an empty folder.</summary>
    [Fact]
    public void The_symbols_of_both_languages_are_seen()
    {
        Assert.Contains(_symbols.Edges, edge => edge is { From: Layer.Scheduling, To: Layer.Machine });
        Assert.Contains(_symbols.Edges, edge => edge.To == Layer.Runtime || edge.From == Layer.Runtime);
    }
}
