using System;

using Hermit.Abi;
using Hermit.Files;
using Hermit.Machine;
using Hermit.Net;

namespace Hermit.Descriptors;

/// <summary>
/// What the image and the kernel's command line say of the network: <c>address</c>, <c>gateway</c>, <c>routes</c>, <c>nameservers</c>, <c>search</c>, <c>nettrace</c>; and
/// what the files <c>/etc/hosts</c> and <c>/etc/resolv.conf</c> say if the image brought them.
/// </summary>
internal static class NetworkSettings
{
    // Longer files are read as far as that.
    private const int FileBytes = 16 << 10;

    /// <summary>Configures an interface: by DHCP unless the settings give it addresses, or none.</summary>
    public static void ApplyToInterface(ref NetworkStack stack, int index, Instant now)
    {
        ReadOnlySpan<byte> text = SettingOf(index);
        if (text.IsEmpty || text.SequenceEqual("dhcp"u8))
        {
            stack.StartDhcp(index, now);
        }
        else if (!text.SequenceEqual("none"u8) && !SettingReader.TryAddAddresses(ref stack, index, text, now))
        {
            NetworkNotices.TellBadSetting("address"u8, text);
        }
    }

    /// <summary>Whether each frame is to make a line on the console: <c>nettrace=true</c>.</summary>
    public static bool TracesFrames => TryGet("nettrace"u8, out ReadOnlySpan<byte> value) && value.SequenceEqual("true"u8);

    /// <summary>Whether an interface is to get its address by DHCP.</summary>
    public static bool UsesDhcp(int index) => SettingOf(index) is var text && (text.IsEmpty || text.SequenceEqual("dhcp"u8));

    /// <summary>Configures what is not of one interface, once all have their addresses.</summary>
    public static void Apply(ref NetworkStack stack)
    {
        if (TryGet("gateway"u8, out ReadOnlySpan<byte> text) && !SettingReader.TryAddGateways(ref stack, text))
        {
            NetworkNotices.TellBadSetting("gateway"u8, text);
        }

        if (TryGet("routes"u8, out text) && !SettingReader.TryAddRoutes(ref stack, text))
        {
            NetworkNotices.TellBadSetting("routes"u8, text);
        }

        if (TryGet("nameservers"u8, out text) && !SettingReader.TryAddNameServers(ref stack, text))
        {
            NetworkNotices.TellBadSetting("nameservers"u8, text);
        }

        if (TryGet("search"u8, out text) && !SettingReader.TryAddSearchDomains(ref stack, text))
        {
            NetworkNotices.TellBadSetting("search"u8, text);
        }

        Span<byte> buffer = stackalloc byte[FileBytes];
        SettingReader.ReadResolverFile(ref stack, Read("/etc/resolv.conf"u8, buffer));
        stack.SetHosts(Read("/etc/hosts"u8, buffer));
    }

    // The setting lists the interfaces in the order of their numbers.
    private static ReadOnlySpan<byte> SettingOf(int index)
    {
        TryGet("address"u8, out ReadOnlySpan<byte> list);
        ReadOnlySpan<byte> entry = default;
        for (int i = NetworkStack.Loopback; i < index; i++)
        {
            SettingReader.TryTakeEntry(ref list, (byte)';', out entry);
        }

        return entry;
    }

    private static bool TryGet(ReadOnlySpan<byte> key, out ReadOnlySpan<byte> value) => Configuration.TryGet(key, out value) && !value.IsEmpty;

    // What the network itself supplies when a file is opened by a program is empty here: this is below that.
    private static ReadOnlySpan<byte> Read(ReadOnlySpan<byte> path, Span<byte> buffer)
    {
        if (FileSystem.Open(path, OpenOptions.Read, 0, out FileHandle file) != SystemError.None)
        {
            return default;
        }

        SystemError error = FileSystem.Read(file, buffer, out int count);
        FileSystem.Close(file);
        return error == SystemError.None ? buffer.Slice(0, count) : default;
    }
}
