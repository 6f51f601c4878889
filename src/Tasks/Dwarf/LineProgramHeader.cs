namespace Hermit.Tasks.Dwarf;

/// <summary>The head of a unit in <c>.debug_line</c> (DWARF 4, section 6.2.4).</summary>
internal sealed class LineProgramHeader
{
    private readonly List<string> _directories = [""];
    private readonly List<(string Name, ulong Directory)> _files = [("", 0)];

    public byte MinimumInstructionLength { get; private init; }

    public sbyte LineBase { get; private init; }

    public byte LineRange { get; private init; }

    public byte OpcodeBase { get; private init; }

    /// <summary>Number of operands of each standard opcode, from 1 on.</summary>
    public byte[] OperandCounts { get; private init; } = [];

    /// <summary>Offset of the first opcode in the section.</summary>
    public int ProgramStart { get; private init; }

    /// <summary>Offset after the unit in the section.</summary>
    public int End { get; private init; }

    /// <summary>True for the versions that this reads: 2 to 4.</summary>
    public bool IsSupported { get; private init; }

    /// <summary>Reads the header at the cursor; null when it is corrupt, and then the next unit cannot be found either.</summary>
    public static LineProgramHeader? Read(ref DwarfCursor cursor, int sectionLength)
    {
        uint length = cursor.Word();
        if (cursor.IsBroken || length > (uint)(sectionLength - cursor.Position))
            return null;
        int end = cursor.Position + (int)length;
        ushort version = cursor.Half();
        if (version is < 2 or > 4)
            return new LineProgramHeader { End = end };
        uint headerLength = cursor.Word();
        if (cursor.IsBroken || headerLength > (uint)Math.Max(end - cursor.Position, 0))
            return null;
        int start = cursor.Position + (int)headerLength;
        byte minimum = cursor.Byte();
        if (version == 4)
            cursor.Byte();
        cursor.Byte();
        var header = new LineProgramHeader
        {
            End = end,
            IsSupported = true,
            ProgramStart = start,
            MinimumInstructionLength = minimum,
            LineBase = (sbyte)cursor.Byte(),
            LineRange = cursor.Byte(),
            OpcodeBase = cursor.Byte(),
            OperandCounts = new byte[byte.MaxValue + 1],
        };
        for (int opcode = 1; opcode < header.OpcodeBase; opcode++)
            header.OperandCounts[opcode] = cursor.Byte();
        header.ReadFiles(ref cursor);
        return cursor.IsBroken || header.LineRange == 0 ? null : header;
    }

    /// <summary>The path of file <paramref name="index"/>, or null when there is none.</summary>
    public string? PathOf(ulong index)
    {
        if (index == 0 || index >= (ulong)_files.Count)
            return null;
        (string name, ulong directory) = _files[(int)index];
        return directory < (ulong)_directories.Count ? Path.Combine(_directories[(int)directory], name) : name;
    }

    private void ReadFiles(ref DwarfCursor cursor)
    {
        while (cursor.Text() is { Length: > 0 } directory)
            _directories.Add(directory);
        while (cursor.Text() is { Length: > 0 } name)
        {
            _files.Add((name, cursor.Unsigned()));
            cursor.Unsigned();
            cursor.Unsigned();
        }
    }
}
