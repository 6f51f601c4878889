using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Hermit.CountUnsafe.Counting;

namespace Hermit.CountUnsafe.Baselines;

/// <summary>The numbers that may only fall, kept in a file under version control.</summary>
internal sealed record Baseline
{
    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>The counts by assembly name.</summary>
    public SortedDictionary<string, BaselineEntry> Projects { get; init; } = new(StringComparer.Ordinal);

    /// <summary>The baseline in <paramref name="path"/>.</summary>
    /// <exception cref="UserErrorException">The file does not exist or is not a baseline.</exception>
    public static Baseline Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<Baseline>(File.ReadAllText(path), Format) ?? throw new JsonException("it is empty");
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UserErrorException($"The baseline {path} does not exist. Create it with --baseline {path} --update-baseline.");
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"The baseline {path} cannot be read: {error.Message}");
        }
    }

    /// <summary>The baseline that <paramref name="report"/> would make, with the reasons of <paramref name="old"/> where they still apply.</summary>
    public static Baseline Of(Report report, Baseline? old, string? reason)
    {
        Baseline baseline = new();
        foreach (ProjectReport project in report.Projects)
        {
            BaselineEntry? before = old?.Projects.GetValueOrDefault(project.Name);
            BaselineEntry now = BaselineEntry.Of(project);
            bool rose = old is not null && now.RisesOver(before ?? new BaselineEntry());
            baseline.Projects[project.Name] = now with { Reason = rose ? reason : before?.Reason };
        }

        return baseline;
    }

    /// <summary>Writes the file.</summary>
    public void Write(string path)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        File.WriteAllText(path, JsonSerializer.Serialize(this, Format) + "\n");
    }
}
