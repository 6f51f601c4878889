using System;
using System.Runtime.CompilerServices;

namespace Hermit.Devices;

/// <summary>
/// What stands between keys and a program that reads a terminal (POSIX, 11.1): in canonical mode lines with their correction, otherwise each byte;
/// echo; and the keys that are signals. In lines a carriage return is a new line. Like Linux it drops what nobody reads once 4,096 bytes wait.
/// </summary>
internal struct LineDiscipline
{
    /// <summary>The signals of keys (signal(7)).</summary>
    public const int Interrupt = 2, Quit = 3, Suspend = 20;

    private const uint Capacity = 4096;

    private Bytes _bytes;

    // A bit for each byte that ends a line. One that is no new line stands for the key that ends the input, and is not read.
    private Marks _marks;

    // Positions count up for good: what was read, what may be read, what has come.
    private uint _read;
    private uint _committed;
    private uint _written;

    /// <summary>The modes.</summary>
    public TerminalModes Modes { get; private set; }

    /// <summary>Whether a read would give something, or the end.</summary>
    public readonly bool HasInput => _read != _committed;

    /// <summary>Changes the modes. Outside of canonical mode what has come so far can be read.</summary>
    public void SetModes(TerminalModes modes)
    {
        Modes = modes;
        if ((modes & TerminalModes.Canonical) == 0)
        {
            _committed = _written;
        }
    }

    /// <summary>Takes a byte of a key.</summary>
    /// <param name="value">The byte.</param>
    /// <param name="echo">Gets what is to be shown.</param>
    /// <returns>The number of the signal that the key is; 0 for none.</returns>
    public int Receive(byte value, ref EchoBuffer echo)
    {
        int signal = (Modes & TerminalModes.Signals) != 0 ? SignalOf(value) : 0;
        if (signal != 0)
        {
            // What was typed before is not for whoever goes on.
            _read = _committed = _written;
            if ((Modes & TerminalModes.Echo) != 0)
            {
                echo.AddKey(value);
            }

            return signal;
        }

        if ((Modes & TerminalModes.Canonical) == 0)
        {
            // The libraries tell Enter from Ctrl-J: without lines, they want no carriage return changed.
            Add(value, endsLine: false, ref echo);
            _committed = _written;
        }
        else
        {
            Edit(value == '\r' ? (byte)'\n' : value, ref echo);
        }

        return 0;
    }

    /// <summary>Reads what there is; in canonical mode of one line at most, and none of it where the key was typed that ends the input. False when there is nothing.</summary>
    public bool TryRead(Span<byte> destination, out int count)
    {
        count = 0;
        if (!HasInput)
        {
            return false;
        }

        while (count < destination.Length && HasInput)
        {
            byte value = _bytes[(int)(_read % Capacity)];
            bool endsLine = IsMarked(_read);
            if (endsLine && value != '\n' && count != 0)
            {
                // The end is for the next read, unless it only ended this line.
                _read++;
                break;
            }

            _read++;
            if (endsLine && value != '\n')
            {
                break;
            }

            destination[count++] = value;
            if (endsLine && (Modes & TerminalModes.Canonical) != 0)
            {
                break;
            }
        }

        return true;
    }

    private static int SignalOf(byte value) => value switch
    {
        ControlCharacters.Interrupt => Interrupt,
        ControlCharacters.Quit => Quit,
        ControlCharacters.Suspend => Suspend,
        _ => 0,
    };

    private void Edit(byte value, ref EchoBuffer echo)
    {
        switch (value)
        {
            case ControlCharacters.Erase:
            case (byte)'\b':
                EraseCharacter(ref echo);
                break;
            case ControlCharacters.Kill:
                while (_written != _committed)
                {
                    EraseCharacter(ref echo);
                }

                break;
            case ControlCharacters.WordErase:
                EraseWhile(isBlank: true, ref echo);
                EraseWhile(isBlank: false, ref echo);
                break;
            case ControlCharacters.EndOfFile:
                TerminalModes modes = Modes;
                Modes &= ~TerminalModes.Echo;
                Add(value, endsLine: true, ref echo);
                Modes = modes;
                _committed = _written;
                break;
            case (byte)'\n':
                Add(value, endsLine: true, ref echo);
                _committed = _written;
                break;
            default:
                Add(value, endsLine: false, ref echo);
                break;
        }
    }

    private void EraseWhile(bool isBlank, ref EchoBuffer echo)
    {
        while (_written != _committed && (_bytes[(int)((_written - 1) % Capacity)] is (byte)' ' or (byte)'\t') == isBlank)
        {
            EraseCharacter(ref echo);
        }
    }

    private void EraseCharacter(ref EchoBuffer echo)
    {
        bool isWhole = false;
        while (_written != _committed && !isWhole)
        {
            byte value = _bytes[(int)(--_written % Capacity)];
            isWhole = !EchoBuffer.IsContinuation(value);
            if ((Modes & TerminalModes.Echo) != 0)
            {
                echo.Erase(value);
            }
        }
    }

    private void Add(byte value, bool endsLine, ref EchoBuffer echo)
    {
        // The last place is for the end of the line, without which nobody could read the rest.
        uint room = Capacity - (_written - _read);
        if (room == 0 || (room == 1 && !endsLine && (Modes & TerminalModes.Canonical) != 0))
        {
            echo.Add("\a"u8);
            return;
        }

        _bytes[(int)(_written % Capacity)] = value;
        Mark(_written, endsLine);
        _written++;
        if ((Modes & TerminalModes.Echo) != 0)
        {
            echo.AddKey(value);
        }
    }

    private readonly bool IsMarked(uint position) => (_marks[(int)(position % Capacity / 64)] >> (int)(position % 64) & 1) != 0;

    private void Mark(uint position, bool value)
    {
        ref ulong word = ref _marks[(int)(position % Capacity / 64)];
        ulong bit = 1ul << (int)(position % 64);
        word = value ? word | bit : word & ~bit;
    }

    [InlineArray((int)Capacity)]
    private struct Bytes
    {
        private byte _first;
    }

    [InlineArray((int)Capacity / 64)]
    private struct Marks
    {
        private ulong _first;
    }
}
