using System;
using System.Runtime.CompilerServices;

namespace Hermit.Net;

/// <summary>The headers of the last frames that passed a device, for those who want to know afterwards what led to a failure.</summary>
public struct RecentFrames
{
    /// <summary>How many frames are remembered.</summary>
    public const int Capacity = 16;

    private const int LineBytes = 200;

    private Ring _frames;
    private uint _count;

    /// <summary>Remembers a frame, in place of the oldest.</summary>
    public void Add(ReadOnlySpan<byte> frame, int length, bool sent, Instant now)
    {
        ref Entry entry = ref _frames[(int)(_count % Capacity)];
        _count++;
        entry.Length = Math.Min(frame.Length, FrameBytes.Capacity);
        frame.Slice(0, entry.Length).CopyTo(entry.Bytes);
        entry.Total = length;
        entry.Sent = sent;
        entry.At = now;
    }

    /// <summary>Writes the line of a frame, counting from the oldest, as far as there is room, and gives its length; 0 if there are not so many.</summary>
    public readonly int Write(int index, Span<byte> destination)
    {
        uint count = Math.Min(_count, Capacity);
        if ((uint)index >= count)
        {
            return 0;
        }

        Span<byte> text = stackalloc byte[LineBytes];
        var line = new LineWriter(text);
        ref readonly Entry entry = ref _frames[(int)((_count - count + (uint)index) % Capacity)];
        WriteLine(((ReadOnlySpan<byte>)entry.Bytes).Slice(0, entry.Length), entry.Total, entry.Sent, entry.At, ref line);
        int length = Math.Min(line.Written.Length, destination.Length);
        line.Written.Slice(0, length).CopyTo(destination);
        return length;
    }

    /// <summary>Writes what is told of a frame: when, which way, what, and how long it is.</summary>
    public static void WriteLine(ReadOnlySpan<byte> frame, int length, bool sent, Instant now, ref LineWriter line)
    {
        line.Number((ulong)now.Nanoseconds / 1000);
        line.Text(sent ? " us > "u8 : " us < "u8);
        FrameText.Write(frame, ref line);
        line.Text(" ("u8);
        line.Number((ulong)length);
        line.Text(" bytes)\n"u8);
    }

    // Enough for Ethernet, IPv6 or options of IPv4, and TCP with its usual options.
    [InlineArray(Capacity)]
    private struct FrameBytes
    {
        public const int Capacity = 112;

        private byte _first;
    }

    [InlineArray(Capacity)]
    private struct Ring
    {
        private Entry _first;
    }

    private struct Entry
    {
        public Instant At;
        public int Length;
        public int Total;
        public bool Sent;
        public FrameBytes Bytes;
    }
}
