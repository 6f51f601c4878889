using System.Text.Json;

namespace Hermit.Guest.Tests.Catalog;

/// <summary>A program's cases.json: what its cases are called and what they need.</summary>
internal sealed class CaseFile
{
    private static readonly JsonSerializerOptions s_options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>The guest's memory in MiB, for cases that do not say.</summary>
    public int Memory { get; init; } = 64;

    /// <summary>The cases by name; the empty name is the program without arguments.</summary>
    public Dictionary<string, CaseSettings> Cases { get; init; } = [];

    /// <summary>Reads a file; a member that nobody knows is an error, so that a misspelt setting does not pass unseen.</summary>
    /// <exception cref="InvalidDataException">The file is not what it should be.</exception>
    public static CaseFile Load(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<CaseFile>(File.ReadAllText(path), s_options)!;
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{path}: {exception.Message}", exception);
        }
    }
}
