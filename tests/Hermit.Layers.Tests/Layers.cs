namespace Hermit.Layers.Tests;

/// <summary>Layers by the names of their assemblies.</summary>
internal static class Layers
{
    public const string Prefix = "Hermit.";

    /// <summary>The layer of an assembly; a project that the order does not know fails here.</summary>
    public static Layer Parse(string assembly) => Enum.Parse<Layer>(assembly[Prefix.Length..]);
}
