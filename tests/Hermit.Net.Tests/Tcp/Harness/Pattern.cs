using System.Globalization;
using System.Text.RegularExpressions;

namespace Hermit.Net.Tests;

/// <summary>A line of a script: what a segment is, or has to be.</summary>
internal sealed partial class Pattern
{
    public static readonly (TcpFlags Flag, char Letter)[] Letters =
    [
        (TcpFlags.Fin, 'F'), (TcpFlags.Syn, 'S'), (TcpFlags.Rst, 'R'), (TcpFlags.Psh, 'P'),
        (TcpFlags.Ack, '.'), (TcpFlags.Urg, 'U'), (TcpFlags.Ece, 'E'), (TcpFlags.Cwr, 'W'),
    ];

    public TcpFlags Flags { get; private set; }

    public uint Start { get; private set; }

    public int Length { get; private set; }

    public uint? Acknowledgement { get; private set; }

    public ushort? Window { get; private set; }

    public ushort? MaximumSegment { get; private set; }

    public byte? WindowScale { get; private set; }

    public bool SackPermitted { get; private set; }

    public uint? TimestampValue { get; private set; }

    public uint? TimestampEcho { get; private set; }

    public bool HasOptions { get; private set; }

    public List<(uint Start, uint End)> Sacks { get; } = [];

    public static Pattern Parse(string line)
    {
        Match match = Line().Match(line);
        if (!match.Success)
        {
            throw new FormatException(line);
        }

        var pattern = new Pattern();
        foreach (char letter in match.Groups["flags"].Value)
        {
            pattern.Flags |= Letters.Single(entry => entry.Letter == letter).Flag;
        }

        pattern.Start = Number(match, "start") ?? 0;
        pattern.Length = (int)(Number(match, "length") ?? 0);
        if (Number(match, "end") != pattern.Start + (uint)pattern.Length)
        {
            throw new FormatException(line);
        }

        pattern.Acknowledgement = Number(match, "ack");
        pattern.Window = (ushort?)Number(match, "win");
        if (match.Groups["options"].Success)
        {
            pattern.HasOptions = true;
            foreach (string option in match.Groups["options"].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                pattern.ParseOption(option.Split([' ', ':']));
            }
        }

        return pattern;
    }

    public TcpHeader ToHeader()
    {
        TcpHeader header = default;
        header.Flags = Flags;
        header.Window = Window ?? 65535;
        header.MaximumSegment = MaximumSegment ?? 0;
        header.HasWindowScale = WindowScale is not null;
        header.WindowScale = WindowScale ?? 0;
        header.SackPermitted = SackPermitted;
        header.HasTimestamps = TimestampValue is not null;
        header.TimestampValue = TimestampValue ?? 0;
        return header;
    }

    /// <summary>What is wrong with a segment; null if nothing is.</summary>
    public string? Compare(SentSegment segment, uint senderInitial, uint receiverInitial)
    {
        TcpHeader header = segment.Header;

        // PSH is a hint: only compared where a line has it.
        TcpFlags ignored = (Flags & TcpFlags.Psh) == 0 ? TcpFlags.Psh : TcpFlags.None;
        if ((header.Flags & ~ignored) != Flags)
        {
            return "The flags differ.";
        }

        if (header.Sequence.Value - senderInitial != Start || segment.Payload.Length != Length)
        {
            return (Flags & TcpFlags.Rst) != 0 && Length == 0 && Start == 0 ? null : "The sequence numbers differ.";
        }

        if (Acknowledgement is uint acknowledgement && header.Acknowledgement.Value - receiverInitial != acknowledgement)
        {
            return "The acknowledgements differ.";
        }

        if (Window is ushort window && header.Window != window)
        {
            return "The windows differ.";
        }

        if (!HasOptions)
        {
            return null;
        }

        if ((MaximumSegment is ushort segmentSize && segmentSize != header.MaximumSegment)
            || (WindowScale is byte scale && (!header.HasWindowScale || scale != header.WindowScale))
            || SackPermitted != header.SackPermitted
            || (TimestampValue is not null) != header.HasTimestamps
            || (TimestampEcho is uint echo && echo != 0 && echo != header.TimestampEcho))
        {
            return "The options differ.";
        }

        var sacks = Enumerable.Range(0, header.SackCount).Select(i => (header.Sack(i).Start.Value - receiverInitial, header.Sack(i).End.Value - receiverInitial));
        return Sacks.SequenceEqual(sacks) ? null : "The selective acknowledgements differ.";
    }

    [GeneratedRegex(@"^(?<flags>[FSRP.UEW]+) (?<start>\d+):(?<end>\d+)\((?<length>\d+)\)( ack (?<ack>\d+))?( win (?<win>\d+))?( <(?<options>[^>]*)>)?$")]
    private static partial Regex Line();

    private static uint? Number(Match match, string name) =>
        match.Groups[name].Success ? uint.Parse(match.Groups[name].Value, CultureInfo.InvariantCulture) : null;

    private void ParseOption(string[] words)
    {
        uint Value(int index) => uint.Parse(words[index], CultureInfo.InvariantCulture);
        switch (words[0])
        {
            case "mss":
                MaximumSegment = (ushort)Value(1);
                break;
            case "wscale":
                WindowScale = (byte)Value(1);
                break;
            case "sackOK":
                SackPermitted = true;
                break;
            case "TS":
                // TS val 100 ecr 200; "ecr 0" stands for whatever was said last.
                TimestampValue = Value(2);
                TimestampEcho = Value(4);
                break;
            case "sack":
                for (int i = 1; i + 1 < words.Length; i += 2)
                {
                    Sacks.Add((Value(i), Value(i + 1)));
                }

                break;
            default:
                throw new FormatException(words[0]);
        }
    }
}
