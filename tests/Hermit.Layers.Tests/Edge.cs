namespace Hermit.Layers.Tests;

/// <summary>One layer needs a symbol that another one defines.</summary>
/// <param name="From">The layer with the reference.</param>
/// <param name="To">The layer with the definition.</param>
/// <param name="Symbol">The name both know it by.</param>
public readonly record struct Edge(Layer From, Layer To, string Symbol)
{
    public bool IsUpward => From < To;

    public override string ToString() => $"{From} -> {To}: {Symbol}";
}
