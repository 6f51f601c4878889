using System.Text.Json;

namespace Hermit.Run;

/// <summary>The variables of this computer's environment that the program is to have.</summary>
internal sealed class GuestEnvironment
{
    private readonly Dictionary<string, string> _values = [];

    /// <summary>What is set, by name.</summary>
    public IReadOnlyDictionary<string, string> Values => _values;

    /// <summary>Adds <c>NAME=VALUE</c>, or by its name alone a variable as it is here; one that is not set here is left out.</summary>
    /// <returns>Whether it is written so.</returns>
    public bool TryAdd(string text)
    {
        int equals = text.IndexOf('=');
        string name = equals < 0 ? text : text[..equals];
        if (name.Length == 0 || name.AsSpan().ContainsAny(" \t\r\n\""))
            return false;
        if ((equals < 0 ? Environment.GetEnvironmentVariable(name) : text[(equals + 1)..]) is { } value)
            _values[name] = value;
        return true;
    }

    /// <summary>
    /// Adds the variables of the launch profile that 'dotnet run' has started us for. It has set them here already, and says by DOTNET_LAUNCH_PROFILE
    /// which profile it was. Not ASPNETCORE_URLS, which it makes of the profile's applicationUrl: an address of this computer, not of the guest.
    /// </summary>
    public void AddLaunchProfile(string launchSettings)
    {
        string? profile = Environment.GetEnvironmentVariable("DOTNET_LAUNCH_PROFILE");
        if (string.IsNullOrEmpty(profile) || !File.Exists(launchSettings))
            return;
        try
        {
            using JsonDocument settings = JsonDocument.Parse(
                File.ReadAllText(launchSettings), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            if (settings.RootElement.TryGetProperty("profiles", out JsonElement profiles) && profiles.TryGetProperty(profile, out JsonElement chosen)
                && chosen.TryGetProperty("environmentVariables", out JsonElement variables))
            {
                foreach (JsonProperty variable in variables.EnumerateObject())
                    _ = TryAdd(variable.Name);
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or IOException)
        {
            throw new LaunchException("HERMIT2013", $"The launch settings '{launchSettings}' cannot be read: {e.Message}", ExitCodes.Failed);
        }
    }

    /// <summary>Adds what programs look at on a terminal, unless it was said otherwise.</summary>
    public void AddTerminal()
    {
        // The guest knows the family of xterm, which nearly every terminal of today understands.
        string term = Environment.GetEnvironmentVariable("TERM") ?? "";
        _values.TryAdd("TERM", term is "" or "dumb" || term.StartsWith("xterm", StringComparison.Ordinal) ? term.Length == 0 ? "dumb" : term : "xterm-256color");
        foreach (string name in (string[])["COLORTERM", "NO_COLOR"])
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
                _values.TryAdd(name, value);
        }
    }
}
