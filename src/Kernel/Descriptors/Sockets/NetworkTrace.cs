using System;

using Hermit.Devices;
using Hermit.Memory;
using Hermit.Net;
using Hermit.Sync;

namespace Hermit.Descriptors;

/// <summary>What has passed the cards: the last frames are remembered for a panic, and all are told on the console if that is asked for.</summary>
public static class NetworkTrace
{
    /// <summary>The longest line, in bytes.</summary>
    public const int LineBytes = 200;

    private const int LookedAt = 128;

    private static InterruptSpinMutex<RecentFrames> s_recent;
    private static LateFunction<RecentRequest> s_recentLine;

    /// <summary>
    /// Writes the line of one of the last frames, from the oldest on; <see langword="false"/> when there are no more, or somebody is about to remember one:
    /// this is called when the machine stops. A program without sockets does not hold what it takes.
    /// </summary>
    public static bool TryGetRecent(int index, Span<byte> destination, out int length)
    {
        var request = new RecentRequest { Index = index, Destination = destination };
        s_recentLine.TryInvoke(ref request);
        length = request.Length;
        return length != 0;
    }

    /// <summary>Says that there is a network whose frames are remembered.</summary>
    internal static void Register() => s_recentLine.Set<RecentLine>();

    /// <summary>Remembers the frames of a queue from the <paramref name="from"/>-th on.</summary>
    internal static void Remember(ref PacketPool pool, in PacketQueue queue, int from, bool sent, Instant now)
    {
        Handle<Packet> at = queue.First;
        using var recent = s_recent.Lock();
        for (int i = 0; i < queue.Count; i++)
        {
            if (i >= from)
            {
                // All headers are in the first buffer.
                recent.Value.Add(pool.Bytes(at), pool[at].TotalLength, sent, now);
            }

            at = pool[at].Link;
        }
    }

    /// <summary>Tells of the frames of a queue from the <paramref name="from"/>-th on, on the console.</summary>
    internal static void Tell(ref PacketPool pool, in PacketQueue queue, int from, bool sent, Instant now)
    {
        Span<byte> frame = stackalloc byte[LookedAt];
        Span<byte> text = stackalloc byte[LineBytes];
        Handle<Packet> at = queue.First;
        for (int i = 0; i < queue.Count; i++)
        {
            if (i >= from)
            {
                var line = new LineWriter(text);
                RecentFrames.WriteLine(frame.Slice(0, pool.CopyOut(at, 0, frame)), pool[at].TotalLength, sent, now, ref line);
                SystemConsole.WriteError(line.Written);
            }

            at = pool[at].Link;
        }
    }

    private ref struct RecentRequest
    {
        public int Index;
        public Span<byte> Destination;
        public int Length;
    }

    private readonly struct RecentLine : IFunction<RecentRequest>
    {
        public static void Invoke(ref RecentRequest request)
        {
            using var recent = s_recent.TryLock();
            if (recent.IsHeld)
            {
                request.Length = recent.Value.Write(request.Index, request.Destination);
            }
        }
    }
}
