using Hermit.Tasks.Linking;
using Hermit.Tasks.Objects;
using LibObjectFile.Elf;

namespace Hermit.Tasks.Dwarf;

/// <summary>
/// Finds the source line of a place in an object, from its line programs (DWARF 4, section 6.2). Used for messages only:
/// what is missing or corrupt gives no line.
/// </summary>
internal static class SourceLocator
{
    private const string LineSection = ".debug_line";

    /// <summary>
    /// Returns the file and line (from 1) of <paramref name="offset"/> in section <paramref name="section"/>, from the lines
    /// of the function that starts at <paramref name="functionStart"/>: not every function has some.
    /// </summary>
    public static (string File, int Line)? Find(InputObject owner, int section, ulong functionStart, ulong offset)
    {
        InputSection? lines = owner.Sections.FirstOrDefault(candidate => candidate?.Name == LineSection);
        if (lines is null)
            return null;
        ReadOnlySpan<byte> data = lines.Section.Content.Span;
        var cursor = new DwarfCursor(data);
        while (!cursor.IsAtEnd && LineProgramHeader.Read(ref cursor, data.Length) is { } header)
        {
            if (header.IsSupported)
            {
                cursor.Position = header.ProgramStart;
                if (new Program(header, lines, section, functionStart, offset).Run(data[..header.End]) is { } found)
                    return found;
            }
            cursor.Position = header.End;
        }
        return null;
    }

    /// <summary>The state machine of one unit.</summary>
    private sealed class Program(LineProgramHeader header, InputSection lines, int section, ulong functionStart, ulong target)
    {
        private ulong _address;
        private bool _isInSection;
        private ulong _file = 1;
        private long _line = 1;
        private (ulong Address, ulong File, long Line)? _previous;

        public (string File, int Line)? Run(ReadOnlySpan<byte> data)
        {
            var cursor = new DwarfCursor(data) { Position = header.ProgramStart };
            while (!cursor.IsAtEnd)
            {
                byte opcode = cursor.Byte();
                bool isRow = opcode >= header.OpcodeBase ? Special(opcode) : opcode == 0 ? Extended(ref cursor) : Standard(opcode, ref cursor);
                if (isRow && EndRow() is { } found)
                    return found;
            }
            return null;
        }

        /// <summary>A row covers the addresses up to the next one.</summary>
        private (string File, int Line)? EndRow()
        {
            if (_isInSection && _previous is { } row && row.Address >= functionStart && row.Address <= target && target < _address)
                return header.PathOf(row.File) is { } path && row.Line is > 0 and < int.MaxValue ? (path, (int)row.Line) : null;
            _previous = (_address, _file, _line);
            return null;
        }

        private bool Special(byte opcode)
        {
            int adjusted = opcode - header.OpcodeBase;
            _address += (ulong)(adjusted / header.LineRange) * header.MinimumInstructionLength;
            _line += header.LineBase + adjusted % header.LineRange;
            return true;
        }

        private bool Standard(byte opcode, ref DwarfCursor cursor)
        {
            switch (opcode)
            {
                case 1: // DW_LNS_copy
                    return true;
                case 2: // DW_LNS_advance_pc
                    _address += cursor.Unsigned() * header.MinimumInstructionLength;
                    return false;
                case 3: // DW_LNS_advance_line
                    _line += cursor.Signed();
                    return false;
                case 4: // DW_LNS_set_file
                    _file = cursor.Unsigned();
                    return false;
                case 8: // DW_LNS_const_add_pc
                    _address += (ulong)((byte.MaxValue - header.OpcodeBase) / header.LineRange) * header.MinimumInstructionLength;
                    return false;
                case 9: // DW_LNS_fixed_advance_pc
                    _address += cursor.Half();
                    return false;
                default:
                    for (int i = 0; i < header.OperandCounts[opcode]; i++)
                        cursor.Unsigned();
                    return false;
            }
        }

        private bool Extended(ref DwarfCursor cursor)
        {
            ulong length = cursor.Unsigned();
            int start = cursor.Position;
            bool isRow = false;
            switch (length == 0 ? 0 : cursor.Byte())
            {
                case 1: // DW_LNE_end_sequence
                    isRow = true;
                    break;
                case 2: // DW_LNE_set_address
                    SetAddress(cursor.Position, cursor.Long());
                    break;
            }
            cursor.Position = start;
            cursor.Skip(length);
            return isRow;
        }

        /// <summary>In an object the operand is relocated against the section that the sequence describes.</summary>
        private void SetAddress(int place, ulong operand)
        {
            _previous = null;
            _isInSection = false;
            RelocationTable relocations = lines.Relocations;
            for (int i = 0; i < relocations.Count; i++)
            {
                Relocation relocation = relocations[i];
                if (relocation.Offset != (ulong)place || relocation.SymbolIndex >= (uint)lines.Owner.Symbols.Count)
                    continue;
                ElfSymbol symbol = lines.Owner.Symbols[(int)relocation.SymbolIndex];
                _isInSection = symbol.SectionIndex == section;
                _address = symbol.Value + (ulong)relocation.Addend;
                return;
            }
            _address = operand;
        }
    }
}
