using System;

namespace Hermit.Net;

/// <summary>
/// How the buffers of all packets are shared. Connections become modest before the last one is taken, in an order that keeps things going: below a quarter
/// none grows any more; below three sixteenths only those get more to receive with whose owners have read everything; below an eighth nobody gets
/// more to send with. The rest is for receiving: without it no acknowledgement would come that frees anything.
/// </summary>
internal static class TcpBudget
{
    /// <summary>How many bytes a connection may have waiting while buffers are short.</summary>
    public const uint ModestBuffer = 8192;

    /// <summary>Whether less than a quarter of the buffers is left.</summary>
    public static bool IsShort(in PacketPool packets) => packets.Available < packets.Count / 3;

    /// <summary>Whether a connection with so many unread bytes may keep more.</summary>
    public static bool MayKeep(in PacketPool packets, uint unread)
    {
        if (!IsShort(packets) || unread == 0)
        {
            return true;
        }

        return unread < ModestBuffer && packets.Available >= packets.Count * 3 / 13;
    }

    /// <summary>How many bytes more a connection may have to send that has so many.</summary>
    public static uint SendSpace(in PacketPool packets, uint used)
    {
        // What is written at once must not use up all that is left either.
        uint left = (uint)Math.Max(packets.Available - (packets.Count / 7), 0) * (PacketPool.Capacity / 2);
        return IsShort(packets) ? Math.Min(left, ModestBuffer - Math.Min(ModestBuffer, used)) : left;
    }
}
