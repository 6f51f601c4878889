namespace Hermit.GenerateAbi;

/// <summary>A number that C# and assembly share.</summary>
internal sealed record AbiConstant(string Name, int Value, string Summary);
