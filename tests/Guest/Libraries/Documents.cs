using System.Net;

namespace Hermit.Guest.Libraries;

/// <summary>URIs and other text formats.</summary>
internal static class Documents
{
    public static GuestCase[] Cases => [new("uri", Uris), new("web-text", WebText), new("version-guid", Identifiers), new("ip-addresses", Addresses)];

    private static void Uris()
    {
        var uri = new Uri("https://user@example.org:8443/a/b%20c/../d?q=1&r=%C3%A9#frag");
        Console.WriteLine($"{uri.Host} {uri.Port} {uri.AbsolutePath} {uri.Query} {uri.Fragment} {uri.Scheme} {uri.UserInfo}");
        Console.WriteLine($"{new Uri(uri, "../x.html")} {Uri.EscapeDataString("a b/ü&")} {Uri.UnescapeDataString("%C3%BC")} {Uri.IsWellFormedUriString("http:/bad host", UriKind.Absolute)}");
        Console.WriteLine($"{new UriBuilder("http", "h", 81, "p")} {new Uri("file:///tmp/x").LocalPath} {Uri.TryCreate("::", UriKind.Absolute, out _)}");
    }

    private static void WebText()
    {
        Console.WriteLine($"{WebUtility.HtmlEncode("<a href=\"x\">é & '</a>")} {WebUtility.HtmlDecode("&lt;&eacute;&#x41;&amp;")} {WebUtility.UrlEncode("a b&c=ü")} {WebUtility.UrlDecode("a+b%26")}");
    }

    private static void Identifiers()
    {
        Guid guid = Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e");
        Console.WriteLine($"{guid} {guid:N} {guid:B} {guid:X} {Convert.ToHexString(guid.ToByteArray())} {guid.CompareTo(Guid.Empty) > 0} {guid == new Guid(guid.ToByteArray())}");
        Console.WriteLine($"{Guid.NewGuid() != Guid.NewGuid()} {Guid.NewGuid().Version} {Guid.TryParse("x", out _)} {Guid.CreateVersion7(DateTimeOffset.UnixEpoch).Version}");
        Console.WriteLine($"{new Version("1.2.3.4").Minor} {new Version(1, 10) > new Version(1, 9)} {Version.Parse("3.1")}");
    }

    private static void Addresses()
    {
        Console.WriteLine($"{IPAddress.Parse("192.168.1.10")} {IPAddress.Parse("2001:db8::1")} {IPAddress.IsLoopback(IPAddress.Loopback)} {IPAddress.TryParse("300.1.1.1", out _)} {IPNetwork.Parse("10.0.0.0/8").Contains(IPAddress.Parse("10.9.8.7"))} {IPEndPoint.Parse("1.2.3.4:80").Port}");
    }
}
