using System;
using System.Runtime.CompilerServices;

using Hermit.Sync;

namespace Hermit.Devices;

/// <summary>
/// What the host says on the control port, in lines: <c>signal NUMBER</c> and <c>size COLUMNS ROWS</c>. Other lines mean nothing yet.
/// </summary>
internal static class HostControl
{
    private static InterruptSpinMutex<LineBuffer> s_line;

    /// <summary>Follows what has come. In the device's interrupt handler.</summary>
    public static void Receive<TSignals>(ReadOnlySpan<byte> bytes)
        where TSignals : struct, ISignalSink
    {
        Span<byte> line = stackalloc byte[LineBuffer.Capacity];
        foreach (byte value in bytes)
        {
            int length;
            using (var buffer = s_line.Lock())
            {
                length = buffer.Value.Add(value, line);
            }

            if (length > 0)
            {
                Follow<TSignals>(line.Slice(0, length));
            }
        }
    }

    /// <summary>Says a line to the host, if there is room for it.</summary>
    public static void Say(ReadOnlySpan<byte> line) => VirtioConsole.TryWrite(ConsolePort.Control, line, out _);

    private static void Follow<TSignals>(ReadOnlySpan<byte> line)
        where TSignals : struct, ISignalSink
    {
        const int WindowChange = 28; // SIGWINCH
        ReadOnlySpan<byte> signal = "signal "u8;
        ReadOnlySpan<byte> size = "size "u8;
        if (line.StartsWith(size) && TerminalSize.TryParse(line.Slice(size.Length), (byte)' ', out TerminalSize terminal))
        {
            Terminal.Size = terminal;
            TSignals.Raise(WindowChange);
        }
        else if (line.StartsWith(signal) && line.Length <= signal.Length + 2)
        {
            int number = 0;
            foreach (byte digit in line.Slice(signal.Length))
            {
                number = digit is >= (byte)'0' and <= (byte)'9' ? (number * 10) + digit - '0' : -1000;
            }

            if (number > 0)
            {
                TSignals.Raise(number);
            }
        }
    }

    private struct LineBuffer
    {
        public const int Capacity = 64;

        private Text _text;
        private int _length;

        // The length of the line that the byte ends, which is then copied; 0 when it ends none. What is too long for a line of ours is cut.
        public int Add(byte value, scoped Span<byte> line)
        {
            if (value != '\n')
            {
                if (_length < Capacity)
                {
                    _text[_length++] = value;
                }

                return 0;
            }

            int length = _length;
            ((ReadOnlySpan<byte>)_text).Slice(0, length).CopyTo(line);
            _length = 0;
            return length;
        }

        [InlineArray(Capacity)]
        private struct Text
        {
            private byte _first;
        }
    }
}
