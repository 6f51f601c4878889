using System;

using Hermit.Abi;

namespace Hermit.Net;

/// <summary>
/// Reads what the network is told by settings: lists with commas between their entries. A function returns <see langword="false"/> when an entry makes no
/// sense or finds no place; those before it have been taken then.
/// </summary>
public static class SettingReader
{
    /// <summary>Takes addresses with their prefix lengths for an interface, such as <c>10.0.2.20/24,fd00::20/64</c>.</summary>
    public static bool TryAddAddresses(ref NetworkStack stack, int index, ReadOnlySpan<byte> text, Instant now)
    {
        while (TryTakeEntry(ref text, (byte)',', out ReadOnlySpan<byte> entry))
        {
            if (!TryReadPrefix(entry, out IpAddress address, out int length) || stack.AddAddress(index, address, length, now) != SystemError.None)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Takes routers, such as <c>10.0.2.2,fe80::1</c>: each for all destinations of its family, by the interface that reaches it.</summary>
    public static bool TryAddGateways(ref NetworkStack stack, ReadOnlySpan<byte> text)
    {
        while (TryTakeEntry(ref text, (byte)',', out ReadOnlySpan<byte> entry))
        {
            if (!IpAddressText.TryParse(entry, out IpAddress gateway) || !TryAddRoute(ref stack, gateway.IsV4 ? IpPrefix.AllV4 : IpPrefix.AllV6, gateway))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Takes routes, such as <c>10.1.0.0/16=10.0.2.9,fd01::/32=fd00::9</c>.</summary>
    public static bool TryAddRoutes(ref NetworkStack stack, ReadOnlySpan<byte> text)
    {
        while (TryTakeEntry(ref text, (byte)',', out ReadOnlySpan<byte> entry))
        {
            TryTakeEntry(ref entry, (byte)'=', out ReadOnlySpan<byte> destination);
            if (!TryReadPrefix(destination, out IpAddress address, out int length) || !IpAddressText.TryParse(entry, out IpAddress gateway)
                || !gateway.SameFamily(address) || !TryAddRoute(ref stack, new IpPrefix(address, length), gateway))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Takes name servers, such as <c>10.0.2.3,fd00::3</c>, before those that DHCP names.</summary>
    public static bool TryAddNameServers(ref NetworkStack stack, ReadOnlySpan<byte> text)
    {
        while (TryTakeEntry(ref text, (byte)',', out ReadOnlySpan<byte> entry))
        {
            if (!IpAddressText.TryParse(entry, out IpAddress server))
            {
                return false;
            }

            stack.AddNameServer(new IpEndpoint(server, NetworkStack.NameServerPort));
        }

        return true;
    }

    /// <summary>Takes the domains that names without one are looked up in, such as <c>example.org,example.net</c>.</summary>
    public static bool TryAddSearchDomains(ref NetworkStack stack, ReadOnlySpan<byte> text)
    {
        while (TryTakeEntry(ref text, (byte)',', out ReadOnlySpan<byte> entry))
        {
            if (!stack.AddSearchDomain(entry))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Takes the servers and domains of a file in the form of <c>resolv.conf(5)</c>. Lines that say something else are passed over.</summary>
    public static void ReadResolverFile(ref NetworkStack stack, ReadOnlySpan<byte> text)
    {
        while (TryTakeEntry(ref text, (byte)'\n', out ReadOnlySpan<byte> line))
        {
            TryTakeWord(ref line, out ReadOnlySpan<byte> keyword);
            bool isServer = keyword.SequenceEqual("nameserver"u8);
            bool isDomain = keyword.SequenceEqual("search"u8) || keyword.SequenceEqual("domain"u8);
            while ((isServer || isDomain) && TryTakeWord(ref line, out ReadOnlySpan<byte> word))
            {
                _ = isServer ? TryAddNameServers(ref stack, word) : stack.AddSearchDomain(word);
            }
        }
    }

    /// <summary>Takes what stands before the next separator, or the rest; <see langword="false"/> when there is nothing left.</summary>
    public static bool TryTakeEntry(scoped ref ReadOnlySpan<byte> text, byte separator, out ReadOnlySpan<byte> entry)
    {
        int end = text.IndexOf(separator);
        bool exists = !text.IsEmpty;
        entry = end < 0 ? text : text.Slice(0, end);
        text = end < 0 ? default : text.Slice(end + 1);
        return exists;
    }

    private static bool TryTakeWord(scoped ref ReadOnlySpan<byte> line, out ReadOnlySpan<byte> word)
    {
        int start = 0;
        while (start < line.Length && line[start] is (byte)' ' or (byte)'\t' or (byte)'\r')
        {
            start++;
        }

        int end = start;
        while (end < line.Length && line[end] is not ((byte)' ' or (byte)'\t' or (byte)'\r'))
        {
            end++;
        }

        word = line.Slice(start, end - start);
        line = line.Slice(end);
        return !word.IsEmpty;
    }

    private static bool TryReadPrefix(ReadOnlySpan<byte> text, out IpAddress address, out int length)
    {
        length = 0;
        TryTakeEntry(ref text, (byte)'/', out ReadOnlySpan<byte> left);
        if (!IpAddressText.TryParse(left, out address) || text.Length is 0 or > 3)
        {
            return false;
        }

        foreach (byte character in text)
        {
            if (character is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            length = (length * 10) + character - '0';
        }

        return length <= (address.IsV4 ? 32 : 128);
    }

    private static bool TryAddRoute(ref NetworkStack stack, IpPrefix prefix, IpAddress gateway)
    {
        // A router with an address of one link is on the first one that has a card.
        int index = gateway.IsLinkLocal && gateway.IsV6 ? NetworkStack.Loopback + 1 : stack.FindInterface(gateway);
        return index != 0 && stack.AddRoute(prefix, gateway, index) == SystemError.None;
    }
}
