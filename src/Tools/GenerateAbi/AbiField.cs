namespace Hermit.GenerateAbi;

/// <summary>A field of a layout.</summary>
internal sealed record AbiField(int Offset, string Type, string Name, string Summary);
