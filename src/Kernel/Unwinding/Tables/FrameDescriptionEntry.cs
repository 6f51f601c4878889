namespace Hermit.Unwinding;

/// <summary>A frame description entry of .eh_frame (LSB Core, section 10.6.1.2): how the frames of one function are undone.</summary>
public struct FrameDescriptionEntry
{
    /// <summary>What this function shares with others.</summary>
    public CommonInformation Common;

    /// <summary>The address of the function's first instruction.</summary>
    public ulong FunctionStart;

    /// <summary>The address behind the function's last instruction.</summary>
    public ulong FunctionEnd;

    /// <summary>The address of the language-specific data; 0 when there is none.</summary>
    public ulong LanguageData;

    /// <summary>Where the call frame instructions begin.</summary>
    public ulong InstructionsStart;

    /// <summary>The address behind the call frame instructions.</summary>
    public ulong InstructionsEnd;

    /// <summary>Finds the entry whose function holds <paramref name="instruction"/>.</summary>
    public static bool TryFind(in UnwindSections sections, ulong instruction, out FrameDescriptionEntry entry)
    {
        entry = default;
        return EhFrameHeader.TryFind(sections.Header, instruction, out ulong address) &&
            TryRead(sections.Frames, address, out entry) &&
            instruction >= entry.FunctionStart && instruction < entry.FunctionEnd;
    }

    /// <summary>Reads the entry at <paramref name="address"/>. False when it, or its common information, is malformed.</summary>
    public static bool TryRead(AddressedBytes frames, ulong address, out FrameDescriptionEntry description)
    {
        description = default;
        if (!EhFrameEntry.TryRead(frames, address, out EhFrameEntry entry) ||
            entry.Identifier == EhFrameEntry.CommonInformation ||
            !CommonInformation.TryRead(frames, entry.IdentifierAddress - entry.Identifier, out description.Common))
        {
            return false;
        }

        byte encoding = description.Common.AddressEncoding;
        ByteCursor cursor = new(frames, entry.BodyStart, entry.End);
        description.FunctionStart = cursor.ReadPointer(encoding, 0);
        description.FunctionEnd = description.FunctionStart + cursor.ReadPointerValue(encoding);
        if (description.Common.HasAugmentationData)
        {
            ulong length = cursor.ReadUnsignedLeb();
            ulong data = cursor.Position;
            cursor.Skip(length);
            description.LanguageData = ReadLanguageData(frames, data, length, description.Common.LanguageDataEncoding);
        }

        description.InstructionsStart = cursor.Position;
        description.InstructionsEnd = entry.End;
        return !cursor.Failed && description.FunctionEnd >= description.FunctionStart;
    }

    private static ulong ReadLanguageData(AddressedBytes frames, ulong data, ulong length, byte encoding)
    {
        if (encoding == PointerEncoding.Omitted || length == 0)
        {
            return 0;
        }

        ByteCursor cursor = new(frames, data, data + length);
        ulong address = cursor.ReadPointer(encoding, 0);
        return cursor.Failed ? 0 : address;
    }
}
