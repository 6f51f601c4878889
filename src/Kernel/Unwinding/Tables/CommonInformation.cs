namespace Hermit.Unwinding;

/// <summary>A common information entry of .eh_frame (LSB Core, section 10.6.1.1): what many functions' entries share.</summary>
public struct CommonInformation
{
    private const byte Version = 1;
    private const byte DebugFrameVersion3 = 3;
    private const int LongestAugmentation = 8;

    /// <summary>What <c>advance_loc</c> operands are multiplied with.</summary>
    public ulong CodeAlignment;

    /// <summary>What offsets of saved registers are multiplied with.</summary>
    public long DataAlignment;

    /// <summary>The number of the column that stands for the return address.</summary>
    public ulong ReturnAddressRegister;

    /// <summary>How function addresses are written; see <see cref="PointerEncoding"/>.</summary>
    public byte AddressEncoding;

    /// <summary>How the pointer to language-specific data is written; <see cref="PointerEncoding.Omitted"/> when there is none.</summary>
    public byte LanguageDataEncoding;

    /// <summary>Whether entries have augmentation data, whose length then stands before it (<c>z</c>).</summary>
    public bool HasAugmentationData;

    /// <summary>Whether the frames are interrupted ones (<c>S</c>): their caller's address is exact, not a return address.</summary>
    public bool IsSignalFrame;

    /// <summary>Where the instructions that all functions start with begin.</summary>
    public ulong InstructionsStart;

    /// <summary>The address behind those instructions.</summary>
    public ulong InstructionsEnd;

    /// <summary>Reads the entry at <paramref name="address"/>. False when it is malformed or has an augmentation that we do not know.</summary>
    public static bool TryRead(AddressedBytes frames, ulong address, out CommonInformation information)
    {
        information = default;
        information.LanguageDataEncoding = PointerEncoding.Omitted;
        if (!EhFrameEntry.TryRead(frames, address, out EhFrameEntry entry) || entry.Identifier != EhFrameEntry.CommonInformation)
        {
            return false;
        }

        ByteCursor cursor = new(frames, entry.BodyStart, entry.End);
        byte version = cursor.ReadByte();
        if (version is not (Version or DebugFrameVersion3))
        {
            return false;
        }

        ulong augmentation = cursor.Position;
        SkipString(ref cursor);
        information.CodeAlignment = cursor.ReadUnsignedLeb();
        information.DataAlignment = cursor.ReadSignedLeb();
        information.ReturnAddressRegister = version == Version ? cursor.ReadByte() : cursor.ReadUnsignedLeb();
        bool known = information.TryReadAugmentation(new ByteCursor(frames, augmentation, entry.End), ref cursor);
        information.InstructionsStart = cursor.Position;
        information.InstructionsEnd = entry.End;
        return known && !cursor.Failed;
    }

    private static void SkipString(ref ByteCursor cursor)
    {
        for (int length = 0; length <= LongestAugmentation && cursor.ReadByte() != 0;)
        {
            length++;
        }
    }

    private bool TryReadAugmentation(ByteCursor letters, ref ByteCursor data)
    {
        ulong dataEnd = data.Position;
        for (int index = 0; index <= LongestAugmentation; index++)
        {
            switch ((char)letters.ReadByte())
            {
                case '\0':
                    // The length, not the letters, says where the instructions start.
                    data.Skip(HasAugmentationData ? dataEnd - data.Position : 0);
                    return !letters.Failed;
                case 'z' when index == 0:
                    HasAugmentationData = true;
                    ulong length = data.ReadUnsignedLeb();
                    dataEnd = data.Position + length;
                    break;
                case 'R' when HasAugmentationData:
                    AddressEncoding = data.ReadByte();
                    break;
                case 'L' when HasAugmentationData:
                    LanguageDataEncoding = data.ReadByte();
                    break;
                case 'P' when HasAugmentationData:
                    data.ReadPointerValue(data.ReadByte());
                    break;
                case 'S' when HasAugmentationData:
                    IsSignalFrame = true;
                    break;
                default:
                    return false;
            }
        }

        return false;
    }
}
