using System.Globalization;
using System.Text.RegularExpressions;

namespace Hermit.Run;

/// <summary>A port of this computer that leads to one of the guest, through QEMU's user network.</summary>
/// <param name="Address">The address on this computer that is listened on.</param>
/// <param name="HostPort">The port on this computer.</param>
/// <param name="GuestPort">The port of the guest.</param>
/// <param name="IsUdp">Whether for UDP rather than TCP.</param>
internal sealed partial record PortForward(string Address, int HostPort, int GuestPort, bool IsUdp)
{
    /// <summary>How a forward is written, for messages.</summary>
    public const string Form = "[ADDRESS:]PORT:GUEST-PORT[/udp], such as 8080:80";

    /// <summary>Reads one, as <c>8080:80</c>, <c>0.0.0.0:8080:80</c> or <c>5353:53/udp</c>; null when it is not one. Without an address it is that of this computer alone.</summary>
    public static PortForward? TryParse(string text)
    {
        Match match = Pattern().Match(text);
        return match.Success && TryPort(match.Groups["host"].Value, out int host) && TryPort(match.Groups["guest"].Value, out int guest)
            ? new PortForward(match.Groups["address"].Success ? match.Groups["address"].Value : "127.0.0.1", host, guest, match.Groups["protocol"].Value == "udp")
            : null;
    }

    /// <summary>As QEMU wants it.</summary>
    public string ToQemu() => string.Create(CultureInfo.InvariantCulture, $"hostfwd={(IsUdp ? "udp" : "tcp")}:{Address}:{HostPort}-:{GuestPort}");

    /// <summary>What to tell the user, who will want to open it in a browser.</summary>
    public string Describe() => IsUdp
        ? string.Create(CultureInfo.InvariantCulture, $"UDP port {HostPort} leads to port {GuestPort} of the machine")
        : string.Create(CultureInfo.InvariantCulture, $"http://localhost:{HostPort} leads to port {GuestPort} of the machine");

    private static bool TryPort(string text, out int port) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is > 0 and <= 65535;

    [GeneratedRegex(@"\A((?<address>[0-9.]+|\[[0-9a-fA-F:]+\]):)?(?<host>[0-9]+):(?<guest>[0-9]+)(/(?<protocol>tcp|udp))?\z")]
    private static partial Regex Pattern();
}
