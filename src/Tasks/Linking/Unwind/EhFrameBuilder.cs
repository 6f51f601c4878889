using System.Buffers.Binary;
using Hermit.Tasks.Diagnostics;
using Hermit.Tasks.Objects;
using LibObjectFile.Elf;

namespace Hermit.Tasks.Linking.Unwind;

/// <summary>
/// Merges all <c>.eh_frame</c> sections (each kept CIE followed by its FDEs) and makes the sorted look-up table
/// <c>.eh_frame_hdr</c> (LSB, "Exception Frame Header").
/// </summary>
internal sealed class EhFrameBuilder(EhFrameParser parser, DiagnosticBag diagnostics)
{
    private const int RecordAlignment = 8;
    private const int HeaderSize = 12;
    private const int TableEntrySize = 8;
    private const int TerminatorSize = 4;
    private const int FdePointerOffset = 8;

    private SyntheticChunk? _frames;
    private SyntheticChunk? _header;
    private int _fdeCount;

    /// <summary>Reserves the space of both sections.</summary>
    public void Place(SectionPlacer sections)
    {
        parser.RemoveDropped();
        int offset = 0;
        foreach (EhFrameCie cie in parser.Cies)
        {
            if (cie.Fdes.Count == 0)
                continue;
            Place(cie.Record, ref offset);
            foreach (EhFrameRecord fde in cie.Fdes)
                Place(fde, ref offset);
            _fdeCount += cie.Fdes.Count;
        }
        if (_fdeCount == 0)
            return;
        _frames = new SyntheticChunk("<linker>", (ulong)(offset + TerminatorSize), RecordAlignment);
        _header = new SyntheticChunk("<linker>", (ulong)(HeaderSize + _fdeCount * TableEntrySize), 4);
        sections.Add(SectionPlacer.EhFrameHeader, _header, ElfSectionType.ProgBits, ElfSectionFlags.Alloc);
        OutputSection merged = sections.Add(SectionPlacer.EhFrame, _frames, ElfSectionType.ProgBits, ElfSectionFlags.Alloc);
        foreach (InputSection section in parser.Order.Keys)
            section.Output = merged;
    }

    /// <summary>Writes both sections; after layout.</summary>
    public void Write(Relocator relocator, CancellationToken cancellation)
    {
        if (_frames is null || _header is null)
            return;
        var table = new List<(ulong Function, ulong Fde)>(_fdeCount);
        foreach (EhFrameCie cie in parser.Cies)
        {
            cancellation.ThrowIfCancellationRequested();
            if (cie.Fdes.Count == 0)
                continue;
            Write(cie.Record, relocator);
            foreach (EhFrameRecord fde in cie.Fdes)
            {
                Write(fde, relocator);
                BinaryPrimitives.WriteInt32LittleEndian(_frames.OutputSpan[(fde.OutputOffset + 4)..], fde.OutputOffset + 4 - cie.Record.OutputOffset);
                AddToTable(fde, cie.PointerEncoding, table);
            }
        }
        WriteHeader(table);
    }

    private static void Place(EhFrameRecord record, ref int offset)
    {
        record.OutputOffset = offset;
        offset += PaddedSize(record);
    }

    private static int PaddedSize(EhFrameRecord record) => (record.Size + RecordAlignment - 1) & ~(RecordAlignment - 1);

    /// <summary>Copies a record; the padding is <c>DW_CFA_nop</c>, so it counts into the length.</summary>
    private void Write(EhFrameRecord record, Relocator relocator)
    {
        Span<byte> output = _frames!.OutputSpan.Slice(record.OutputOffset, PaddedSize(record));
        record.Bytes.CopyTo(output);
        BinaryPrimitives.WriteInt32LittleEndian(output, output.Length - 4);
        RelocationOrder order = parser.Order[record.Section];
        ulong address = _frames.Address + (ulong)record.OutputOffset;
        for (int i = record.FirstRelocation; i < record.FirstRelocation + record.RelocationCount; i++)
        {
            Relocation relocation = order.Get(record.Section, i);
            relocator.Apply(record.Section, order.IndexAt(i), relocation with { Offset = relocation.Offset - (ulong)record.Offset }, output, address);
        }
    }

    private void AddToTable(EhFrameRecord fde, byte encoding, List<(ulong Function, ulong Fde)> table)
    {
        ulong address = _frames!.Address + (ulong)fde.OutputOffset;
        ReadOnlySpan<byte> pointer = _frames.OutputSpan.Slice(fde.OutputOffset, PaddedSize(fde));
        pointer = pointer.Length > FdePointerOffset ? pointer[FdePointerOffset..] : default;
        if (EhPointer.TryRead(pointer, encoding, address + FdePointerOffset, out ulong function))
        {
            table.Add((function, address));
            return;
        }
        diagnostics.Error(
            ErrorCodes.CorruptUnwindData,
            $".eh_frame is corrupt: a function's address has the unknown encoding 0x{encoding:x}",
            fde.Section.Owner.Path,
            (long)fde.Section.Section.Position + fde.Offset);
    }

    /// <summary>Functions that were folded into one have one entry, the first; the table's length stays.</summary>
    private void WriteHeader(List<(ulong Function, ulong Fde)> table)
    {
        Span<byte> output = _header!.OutputSpan;
        ulong start = _header.Address;
        (ulong Function, ulong Fde)[] sorted = table.OrderBy(entry => entry.Function).DistinctBy(entry => entry.Function).ToArray();
        output[0] = 1;
        output[1] = EhPointer.RelativeSigned4;
        output[2] = EhPointer.UnsignedData4;
        output[3] = EhPointer.DataRelativeSigned4;
        BinaryPrimitives.WriteInt32LittleEndian(output[4..], (int)(_frames!.Address - start - 4));
        BinaryPrimitives.WriteInt32LittleEndian(output[8..], sorted.Length);
        for (int i = 0; i < sorted.Length; i++)
        {
            Span<byte> entry = output[(HeaderSize + i * TableEntrySize)..];
            BinaryPrimitives.WriteInt32LittleEndian(entry, (int)(sorted[i].Function - start));
            BinaryPrimitives.WriteInt32LittleEndian(entry[4..], (int)(sorted[i].Fde - start));
        }
    }
}
