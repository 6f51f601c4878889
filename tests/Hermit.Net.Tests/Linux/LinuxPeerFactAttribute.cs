using Xunit;

namespace Hermit.Net.Tests.Linux;

/// <summary>A test against the network stack of the Linux it runs on: skipped where that does not let us make a network of our own.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LinuxPeerFactAttribute : FactAttribute
{
    private static readonly string? s_reason = LinuxPeer.WhyNot();

    public LinuxPeerFactAttribute() => Skip = s_reason;
}
