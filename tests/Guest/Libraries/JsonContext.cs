using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hermit.Guest.Libraries;

/// <summary>The serialisers that the compiler generates.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Order))]
[JsonSerializable(typeof(int[]))]
[JsonSerializable(typeof(Animal[]))]
internal sealed partial class JsonContext : JsonSerializerContext
{
    public static JsonContext Indented { get; } = new(new JsonSerializerOptions
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    });
}
