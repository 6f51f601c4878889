using System;
using System.Buffers.Binary;

namespace Hermit.Net;

/// <summary>
/// The checksum of IP, ICMP, UDP and TCP (RFC 1071): the ones' complement of the ones' complement sum of 16-bit words. The sum does not depend on byte
/// order, so words are added as they lie in memory, 16 bytes at a time into a wide accumulator, and swapped once at the end.
/// <para>
/// Sums are built up by chaining: <c>Finish(Add(payload, Add(header, PseudoHeader(…))))</c>. Every part but the last must have an even length.
/// </para>
/// </summary>
public static class InternetChecksum
{
    /// <summary>Adds bytes to a sum. A last odd byte counts as if a zero followed.</summary>
    public static ulong Add(ReadOnlySpan<byte> bytes, ulong sum = 0)
    {
        // Each step adds less than 2^34, and a packet has fewer than 2^13 of them: no carry is lost.
        while (bytes.Length >= 16)
        {
            ulong first = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
            ulong second = BinaryPrimitives.ReadUInt64LittleEndian(bytes.Slice(8));
            sum += (uint)first + (first >> 32) + (uint)second + (second >> 32);
            bytes = bytes.Slice(16);
        }

        while (bytes.Length >= 4)
        {
            sum += BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            bytes = bytes.Slice(4);
        }

        if (bytes.Length >= 2)
        {
            sum += BinaryPrimitives.ReadUInt16LittleEndian(bytes);
            bytes = bytes.Slice(2);
        }

        return bytes.Length > 0 ? sum + bytes[0] : sum;
    }

    /// <summary>Adds one 16-bit number, as it is written in network byte order.</summary>
    public static ulong Add(ushort value, ulong sum) => sum + BinaryPrimitives.ReverseEndianness(value);

    /// <summary>
    /// The sum over the pseudo-header: RFC 9293, section 3.1, and RFC 8200, section 8.1. <paramref name="length"/> is that of the transport header and
    /// payload.
    /// </summary>
    public static ulong PseudoHeader(IpAddress source, IpAddress destination, byte protocol, int length)
    {
        // Numbers are summed here, and swapped to memory order at the end. The mark of a mapped address, 0xFFFF, is zero in ones' complement.
        ulong sum = Halves(source.Low) + Halves(destination.Low) + (uint)length + protocol;
        if (!source.IsV4)
        {
            sum += Halves(source.High) + Halves(destination.High);
        }

        return BinaryPrimitives.ReverseEndianness(Fold(sum));
    }

    /// <summary>
    /// The checksum field's value for a sum that was taken with the field at zero. To be written with
    /// <see cref="BinaryPrimitives.WriteUInt16BigEndian"/>.
    /// </summary>
    public static ushort Finish(ulong sum) => (ushort)~BinaryPrimitives.ReverseEndianness(Fold(sum));

    /// <summary>Whether a sum over bytes with their checksum says that they are intact.</summary>
    public static bool IsValid(ulong sum) => Fold(sum) == 0xFFFF;

    /// <summary>
    /// What a checksum field holds for a device that completes it: the folded sum of the pseudo-header, not complemented (virtio 1.2, section 5.1.6.2).
    /// </summary>
    public static ushort Partial(ulong pseudoHeaderSum) => BinaryPrimitives.ReverseEndianness(Fold(pseudoHeaderSum));

    /// <summary>The sum of the same bytes when they stand one byte further, that is at odd places (RFC 1071, section 2, B).</summary>
    public static ulong Swapped(ulong sum) => BinaryPrimitives.ReverseEndianness(Fold(sum));

    // 32-bit halves, added. A sum of numbers and the sum of their 16-bit halves are the same modulo 0xFFFF.
    private static ulong Halves(ulong value) => (uint)value + (value >> 32);

    private static ushort Fold(ulong sum)
    {
        sum = (uint)sum + (sum >> 32);
        sum = (uint)sum + (sum >> 32);
        uint narrow = ((uint)sum & 0xFFFF) + ((uint)sum >> 16);
        narrow = (narrow & 0xFFFF) + (narrow >> 16);
        return (ushort)narrow;
    }
}
