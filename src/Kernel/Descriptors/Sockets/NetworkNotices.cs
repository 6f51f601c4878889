using System;

using Hermit.Devices;
using Hermit.Net;
using Hermit.Sync;

namespace Hermit.Descriptors;

/// <summary>
/// What the kernel says on the console of the network when a program is told of an error that has its reason there: one line, the first time. The program
/// gets .NET's exception in any case.
/// </summary>
internal static class NetworkNotices
{
    private const int LineBytes = 320;

    private static CallOnce s_noCard;
    private static CallOnce s_noNames;
    private static CallOnce s_portInUse;

    /// <summary>A setting makes no sense: the network goes on without it.</summary>
    public static void TellBadSetting(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        Span<byte> storage = stackalloc byte[LineBytes];
        LineWriter line = Begin(storage);
        line.Text("the setting '"u8);
        line.Text(name);
        line.Text("="u8);
        line.Text(value.Slice(0, Math.Min(value.Length, 128)));
        line.Text("' is not understood, or does not fit the network; going on without it"u8);
        End(ref line);
    }

    /// <summary>Nobody gave the machine an address.</summary>
    public static void TellNoLease(int index, in IpAddress linkLocal)
    {
        Span<byte> storage = stackalloc byte[LineBytes];
        LineWriter line = Begin(storage);
        line.Text("no DHCP server has answered on "u8);
        InterfaceName.Write(index, ref line);
        line.Text("; going on without an IPv4 address"u8);
        if (!linkLocal.IsUnspecified)
        {
            line.Text(", as "u8);
            line.Address(linkLocal);
        }

        line.Text(" (HermitAddress sets one)"u8);
        End(ref line);
    }

    /// <summary>A program wants to talk to others, and there is no card.</summary>
    public static void TellNoCard(in IpAddress destination)
    {
        if (s_noCard.TryClaim())
        {
            Span<byte> storage = stackalloc byte[LineBytes];
            LineWriter line = Begin(storage);
            line.Text("the program wants to reach "u8);
            line.Address(destination);
            line.Text(", but the machine has no network card (HermitNetwork gives it one)"u8);
            End(ref line);
        }
    }

    /// <summary>Nobody answered a question for a name.</summary>
    public static void TellNoAnswer(ReadOnlySpan<byte> name, in IpEndpoint server, bool isKnown)
    {
        if (s_noNames.TryClaim())
        {
            Span<byte> storage = stackalloc byte[LineBytes];
            LineWriter line = Begin(storage);
            line.Text("the name '"u8);
            line.Text(name.Slice(0, Math.Min(name.Length, 128)));
            line.Text("' was not found: "u8);
            if (isKnown)
            {
                line.Text("the name server "u8);
                line.Address(server.Address);
                line.Text(" does not answer"u8);
            }
            else
            {
                line.Text("no name server is known (HermitNameServers names some)"u8);
            }

            End(ref line);
        }
    }

    /// <summary>A port is taken.</summary>
    public static void TellPortInUse(in IpEndpoint local)
    {
        if (s_portInUse.TryClaim())
        {
            Span<byte> storage = stackalloc byte[LineBytes];
            LineWriter line = Begin(storage);
            line.Text("port "u8);
            line.Number(local.Port);
            line.Text(" of "u8);
            line.Address(local.Address);
            line.Text(" is taken: another socket of the program has it (/proc/net/tcp and /proc/net/udp list them)"u8);
            End(ref line);
        }
    }

    private static LineWriter Begin(Span<byte> storage)
    {
        var line = new LineWriter(storage);
        line.Text("hermit: "u8);
        return line;
    }

    private static void End(ref LineWriter line)
    {
        line.Text("\n"u8);
        SystemConsole.WriteError(line.Written);
    }
}
