using System.Net;
using System.Text;

using Xunit;

namespace Hermit.Net.Tests.Wire;

/// <summary>Addresses as text and as kinds; .NET's <see cref="IPAddress"/> is the oracle.</summary>
public class AddressTests
{
    [Fact]
    public void Text_is_what_NET_writes_and_reads_back() => Property.Holds(v =>
    {
        // Zeros make runs, of which the longest is shortened.
        byte[] bytes = v.Noise(16);
        for (int i = 0; i < 16; i += 2)
        {
            if (v.Below(2) == 0)
            {
                bytes[i] = 0;
                bytes[i + 1] = 0;
            }
        }

        IpAddress address = v.Below(3) == 0 ? v.V4() : IpAddress.ReadV6(bytes);
        byte[] wire = new byte[address.Length];
        address.Write(wire);
        var oracle = new IPAddress(wire);
        byte[] text = new byte[IpAddressText.MaximumLength];
        int length = IpAddressText.Format(address, text);
        string written = Encoding.ASCII.GetString(text, 0, length);
        bool mixed = oracle.ToString().Contains('.') && oracle.ToString().Contains(':');
        return (mixed || written == oracle.ToString()) && IpAddressText.TryParse(text.AsSpan(0, length), out IpAddress parsed) && parsed.Equals(address);
    });

    [Theory]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("1::")]
    [InlineData("fe80::1:2")]
    [InlineData("1:2:3:4:5:6:7:8")]
    [InlineData("1:2:3:4:5:6:7::")]
    [InlineData("::2:3:4:5:6:7:8")]
    [InlineData("64:ff9b::192.0.2.33")]
    [InlineData("::ffff:10.1.2.3")]
    [InlineData("ABCD:EF01::9")]
    [InlineData("10.20.30.40")]
    [InlineData("255.255.255.255")]
    public void Accepts_what_NET_accepts(string text)
    {
        Assert.True(IpAddressText.TryParse(Encoding.ASCII.GetBytes(text), out IpAddress address));
        byte[] wire = new byte[16];
        address.WriteV6(wire);
        Assert.Equal(IPAddress.Parse(text).MapToIPv6().GetAddressBytes(), wire);
    }

    [Theory]
    [InlineData("")]
    [InlineData(":")]
    [InlineData(":::")]
    [InlineData("1::2::3")]
    [InlineData("1:2:3:4:5:6:7")]
    [InlineData("1:2:3:4:5:6:7:8:9")]
    [InlineData("1:2:3:4:5:6:7:8::")]
    [InlineData("12345::")]
    [InlineData("1:")]
    [InlineData("g::")]
    [InlineData("::1.2.3")]
    [InlineData("::1.2.3.4:5")]
    [InlineData("256.1.1.1")]
    [InlineData("1.2.3.4.5")]
    [InlineData("1.2.3.")]
    [InlineData("01.2.3.4")]
    [InlineData("1.2.3.4 ")]
    [InlineData("name")]
    public void Refuses_what_is_no_address(string text) => Assert.False(IpAddressText.TryParse(Encoding.ASCII.GetBytes(text), out _));

    [Fact]
    public void Kinds_are_those_of_NET() => Property.Holds(v =>
    {
        byte[] first = [0xFE, 0x80, 0xFF, 0x02, 0xE0, 0x7F, 0x0A];
        byte[] bytes = v.Noise(v.Bool() ? 4 : 16);
        bytes[0] = first[v.Below(first.Length)];
        IpAddress address = bytes.Length == 4 ? IpAddress.ReadV4(bytes) : IpAddress.ReadV6(bytes);
        var oracle = new IPAddress(bytes);
        bool multicast = address.IsV4 ? bytes[0] is >= 224 and < 240 : oracle.IsIPv6Multicast;
        return address.IsMulticast == multicast && address.IsLoopback == IPAddress.IsLoopback(oracle) && (address.IsV4 || address.IsLinkLocal == oracle.IsIPv6LinkLocal);
    });

    [Fact]
    public void A_prefix_contains_what_shares_its_bits() => Property.Holds(v =>
    {
        bool v4 = v.Bool();
        IpAddress address = v4 ? v.V4() : v.V6();
        int length = v.Below(v4 ? 33 : 129);
        var prefix = new IpPrefix(address, length);
        byte[] wire = new byte[address.Length];
        address.Write(wire);
        var network = new IPNetwork(new IPAddress(Mask(wire, length)), length);
        int bit = v.Below(8 * wire.Length);
        wire[bit / 8] ^= (byte)(0x80 >> (bit % 8));
        IpAddress other = v4 ? IpAddress.ReadV4(wire) : IpAddress.ReadV6(wire);
        return prefix.Contains(address) && prefix.Contains(other) == network.Contains(new IPAddress(wire)) && prefix.Length == length;
    });

    [Fact]
    public void Multicast_maps_to_Ethernet_as_the_RFCs_say()
    {
        // RFC 1112, section 6.4, and RFC 2464, section 7.
        Assert.Equal(0x01005E000116ul, MacAddress.ForMulticast(IpAddress.FromV4(224, 128, 1, 22)).Bits);
        Assert.Equal(0x333300000016ul, MacAddress.ForMulticast(IpAddress.FromV6(0xFF02_0000_0000_0000, 0x16)).Bits);
    }

    private static byte[] Mask(byte[] bytes, int length)
    {
        byte[] result = [.. bytes];
        for (int bit = length; bit < 8 * bytes.Length; bit++)
        {
            result[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        }

        return result;
    }
}
