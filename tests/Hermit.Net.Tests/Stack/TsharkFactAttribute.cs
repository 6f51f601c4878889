using Xunit;

namespace Hermit.Net.Tests.Stack;

/// <summary>A test that needs Wireshark's command-line program, and says so where it is not installed.</summary>
internal sealed class TsharkFactAttribute : FactAttribute
{
    public TsharkFactAttribute()
    {
        Skip = Program == null ? "tshark is not installed (Debian package tshark)" : null;
    }

    public static string? Program { get; } = new[] { "/usr/bin/tshark", "/usr/local/bin/tshark" }.FirstOrDefault(File.Exists);
}
