using System;
using System.Buffers.Binary;

namespace Hermit.Files;

/// <summary>
/// What is to be known of a terminal of xterm's family, as a compiled entry of terminfo (term(5)): the .NET libraries look there for the sequences
/// that set colours, move the cursor, and stand for keys. Only what they ask for is in it.
/// </summary>
internal static class TerminalDescription
{
    /// <summary>More than its size in bytes.</summary>
    public const int MaximumBytes = 2048;

    private const ushort Magic = 0x011A;
    private const int HeaderBytes = 12;
    private const int Numbers = 14;
    private const int Strings = 361;

    // Numbers by their place in <term.h>.
    private const int Columns = 0, Lines = 2, Colors = 13;

    // Of an even length, so that the numbers are where they should be.
    private static ReadOnlySpan<byte> Names => "xterm-256color|a terminal of xterm's family\0"u8;

    /// <summary>Writes the entry, and gives its length.</summary>
    public static int Write(Span<byte> entry)
    {
        int numbers = HeaderBytes + Names.Length;
        int strings = numbers + (Numbers * sizeof(ushort));
        int texts = strings + (Strings * sizeof(ushort));
        entry.Slice(0, texts).Fill(0xFF);
        Names.CopyTo(entry.Slice(HeaderBytes));
        Write16(entry, numbers + (Columns * sizeof(ushort)), 80);
        Write16(entry, numbers + (Lines * sizeof(ushort)), 24);
        Write16(entry, numbers + (Colors * sizeof(ushort)), 256);

        var writer = new StringWriter(entry.Slice(strings, Strings * sizeof(ushort)), entry.Slice(texts));
        WriteScreen(ref writer);
        WriteKeys(ref writer);

        Write16(entry, 0, Magic);
        Write16(entry, 2, (ushort)Names.Length);
        Write16(entry, 4, 0); // no booleans
        Write16(entry, 6, Numbers);
        Write16(entry, 8, Strings);
        Write16(entry, 10, (ushort)writer.Length);
        return texts + writer.Length;
    }

    // Strings by their place in <term.h>, with their names there.
    private static void WriteScreen(ref StringWriter writer)
    {
        writer.Add(1, "\a"u8); // bell
        writer.Add(5, "\e[H\e[2J"u8); // clear_screen
        writer.Add(6, "\e[K"u8); // clr_eol
        writer.Add(10, "\e[%i%p1%d;%p2%dH"u8); // cursor_address
        writer.Add(13, "\e[?25l"u8); // cursor_invisible
        writer.Add(14, "\b"u8); // cursor_left
        writer.Add(16, "\e[?12l\e[?25h"u8); // cursor_normal
        writer.Add(88, "\e[?1l\e>"u8); // keypad_local
        writer.Add(89, "\e[?1h\e="u8); // keypad_xmit
        writer.Add(294, "\e[6n"u8); // user7: asks for the cursor's position
        writer.Add(297, "\e[39;49m"u8); // orig_pair
        writer.Add(359, "\e[%?%p1%{8}%<%t3%p1%d%e%p1%{16}%<%t9%p1%{8}%-%d%e38;5;%p1%d%;m"u8); // set_a_foreground
        writer.Add(360, "\e[%?%p1%{8}%<%t4%p1%d%e%p1%{16}%<%t10%p1%{8}%-%d%e48;5;%p1%d%;m"u8); // set_a_background
    }

    private static void WriteKeys(ref StringWriter writer)
    {
        writer.Add(55, "\x7F"u8); // key_backspace
        writer.Add(59, "\e[3~"u8); // key_dc
        writer.Add(61, "\eOB"u8); // key_down
        writer.Add(66, "\eOP"u8); // key_f1
        writer.Add(67, "\e[21~"u8); // key_f10
        writer.Add(68, "\eOQ"u8); // key_f2
        writer.Add(69, "\eOR"u8); // key_f3
        writer.Add(70, "\eOS"u8); // key_f4
        writer.Add(71, "\e[15~"u8); // key_f5
        writer.Add(72, "\e[17~"u8); // key_f6
        writer.Add(73, "\e[18~"u8); // key_f7
        writer.Add(74, "\e[19~"u8); // key_f8
        writer.Add(75, "\e[20~"u8); // key_f9
        writer.Add(76, "\eOH"u8); // key_home
        writer.Add(77, "\e[2~"u8); // key_ic
        writer.Add(79, "\eOD"u8); // key_left
        writer.Add(81, "\e[6~"u8); // key_npage
        writer.Add(82, "\e[5~"u8); // key_ppage
        writer.Add(83, "\eOC"u8); // key_right
        writer.Add(84, "\e[1;2B"u8); // key_sf
        writer.Add(85, "\e[1;2A"u8); // key_sr
        writer.Add(87, "\eOA"u8); // key_up
        writer.Add(148, "\e[Z"u8); // key_btab
        writer.Add(158, "\eOE"u8); // key_beg
        writer.Add(164, "\eOF"u8); // key_end
        writer.Add(165, "\eOM"u8); // key_enter
        writer.Add(191, "\e[3;2~"u8); // key_sdc
        writer.Add(194, "\e[1;2F"u8); // key_send
        writer.Add(199, "\e[1;2H"u8); // key_shome
        writer.Add(201, "\e[1;2D"u8); // key_sleft
        writer.Add(210, "\e[1;2C"u8); // key_sright
        writer.Add(216, "\e[23~"u8); // key_f11
        writer.Add(217, "\e[24~"u8); // key_f12
    }

    private static void Write16(Span<byte> entry, int offset, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(entry.Slice(offset), value);

    // The offsets of texts, and the texts one after the other, each ended by a zero.
    private ref struct StringWriter
    {
        private readonly Span<byte> _offsets;
        private readonly Span<byte> _texts;

        public StringWriter(Span<byte> offsets, Span<byte> texts)
        {
            _offsets = offsets;
            _texts = texts;
        }

        public int Length { get; private set; }

        public void Add(int index, ReadOnlySpan<byte> text)
        {
            Write16(_offsets, index * sizeof(ushort), (ushort)Length);
            text.CopyTo(_texts.Slice(Length));
            _texts[Length + text.Length] = 0;
            Length += text.Length + 1;
        }
    }
}
