using System;

namespace Hermit.Net;

/// <summary>What the records of an answer say about a name: addresses, by way of other names it has (RFC 1034, section 3.6.2), or that there are none.</summary>
internal struct DnsAnswer
{
    private const int LongestChain = 8;

    /// <summary>The addresses.</summary>
    public DnsAddresses Addresses;

    /// <summary>The name, where one was asked for; else the default value.</summary>
    public DnsName Name;

    /// <summary>For how many seconds the answer may be remembered.</summary>
    public uint TimeToLive;

    /// <summary>
    /// Reads the records from <paramref name="start"/> on; <see langword="false"/> if they are damaged. Only what leads from the name to addresses counts:
    /// whatever else a server tells is not believed.
    /// </summary>
    public bool TryRead(ReadOnlySpan<byte> message, int start, in DnsHeader header, in DnsName name, DnsType type)
    {
        DnsName target = name;
        TimeToLive = uint.MaxValue;
        for (int hop = 0; hop < LongestChain; hop++)
        {
            int at = start;
            bool renamed = false;
            for (int i = 0; i < header.Answers; i++)
            {
                if (!DnsRecord.TryParse(message, ref at, out DnsRecord record))
                {
                    return false;
                }

                if (!record.IsInternet || !record.Name.Equals(target))
                {
                    continue;
                }

                if (record.Type == type && record.TryGetAddress(out IpAddress address))
                {
                    Addresses.Add(address);
                    TimeToLive = Math.Min(TimeToLive, record.TimeToLive);
                }
                else if (record.Type == type && type == DnsType.Ptr && Name.Length == 0)
                {
                    int pointer = record.DataOffset;
                    if (!DnsName.TryRead(message, ref pointer, out Name))
                    {
                        return false;
                    }
                }
                else if (record.Type == DnsType.Cname && Addresses.Count == 0 && !renamed)
                {
                    int alias = record.DataOffset;
                    if (!DnsName.TryRead(message, ref alias, out target))
                    {
                        return false;
                    }

                    TimeToLive = Math.Min(TimeToLive, record.TimeToLive);
                    renamed = true;
                    break;
                }
            }

            if (Addresses.Count > 0 || Name.Length > 0)
            {
                return true;
            }

            if (!renamed)
            {
                return TryReadAbsence(message, at, header);
            }
        }

        return false;
    }

    // RFC 2308, section 5: without a start of authority an absence is not remembered.
    private bool TryReadAbsence(ReadOnlySpan<byte> message, int at, in DnsHeader header)
    {
        uint longest = TimeToLive;
        TimeToLive = 0;
        for (int i = 0; i < header.Authorities; i++)
        {
            if (!DnsRecord.TryParse(message, ref at, out DnsRecord record))
            {
                return false;
            }

            if (record.IsInternet && record.TryGetNegativeTime(message, out uint seconds))
            {
                TimeToLive = Math.Min(seconds, longest);
            }
        }

        return true;
    }
}
