using System;
using System.Buffers.Binary;

namespace Hermit.Devices;

/// <summary>A message of the control queues (virtio 1.2, 5.3.6.2): a port, an event and its value, and for some events text behind them.</summary>
internal readonly struct ConsoleMessage
{
    /// <summary>The size of a message without text, in bytes.</summary>
    public const int Bytes = 8;

    /// <summary>A message about a port.</summary>
    public ConsoleMessage(uint port, ConsoleEvent what, ushort value)
    {
        Port = port;
        Event = what;
        Value = value;
    }

    /// <summary>The port's number.</summary>
    public uint Port { get; }

    /// <summary>What happened, or is to happen.</summary>
    public ConsoleEvent Event { get; }

    /// <summary>Mostly 1 for yes and 0 for no.</summary>
    public ushort Value { get; }

    /// <summary>Reads one; false when it is too short.</summary>
    /// <param name="bytes">What the device wrote.</param>
    /// <param name="message">The message.</param>
    /// <param name="text">The text behind it, without the zero that some devices end it with.</param>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out ConsoleMessage message, out ReadOnlySpan<byte> text)
    {
        message = default;
        text = default;
        if (bytes.Length < Bytes)
        {
            return false;
        }

        message = new ConsoleMessage(
            BinaryPrimitives.ReadUInt32LittleEndian(bytes),
            (ConsoleEvent)BinaryPrimitives.ReadUInt16LittleEndian(bytes.Slice(4)),
            BinaryPrimitives.ReadUInt16LittleEndian(bytes.Slice(6)));
        text = bytes.Slice(Bytes);
        int end = text.IndexOf((byte)0);
        text = end < 0 ? text : text.Slice(0, end);
        return true;
    }

    /// <summary>Writes it.</summary>
    public void Emit(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, Port);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.Slice(4), (ushort)Event);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.Slice(6), Value);
    }

    /// <summary>The port that a name belongs to.</summary>
    public static ConsolePort PortNamed(ReadOnlySpan<byte> name)
    {
        if (name.SequenceEqual("hermit.stdin"u8))
        {
            return ConsolePort.Input;
        }

        if (name.SequenceEqual("hermit.stdout"u8))
        {
            return ConsolePort.Output;
        }

        if (name.SequenceEqual("hermit.stderr"u8))
        {
            return ConsolePort.Error;
        }

        return name.SequenceEqual("hermit.control"u8) ? ConsolePort.Control : ConsolePort.None;
    }
}
