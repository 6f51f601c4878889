namespace Hermit.Unwinding;

/// <summary>The header of a method's GC information: what is needed to find the live references at one of its instructions.</summary>
public struct GcInfoHeader
{
    /// <summary>The value of <see cref="StackBaseRegister"/> where frame slots do not count from a register.</summary>
    public const int NoRegister = -1;

    private const int FlagBits = 10;

    /// <summary>What is said about the method.</summary>
    public GcInfoFlags Flags;

    /// <summary>Bytes of the method's code, its funclets included.</summary>
    public uint CodeLength;

    /// <summary>The DWARF number of the register that frame slots count from, or <see cref="NoRegister"/>.</summary>
    public int StackBaseRegister;

    /// <summary>Bytes at the bottom of the frame in which arguments of calls are passed. The callee answers for references in them.</summary>
    public uint OutgoingBytes;

    /// <summary>The number of call sites for which live references are listed.</summary>
    public uint SafePointCount;

    /// <summary>The number of ranges at each of whose instructions live references are known.</summary>
    public uint RangeCount;

    /// <summary>Bits of each entry in the list of call sites.</summary>
    public readonly int BitsPerSafePoint
    {
        get
        {
            uint places = CodeLength >> GcInfoEncoding.CodeShift;
            return places <= 1 ? 0 : 32 - System.Numerics.BitOperations.LeadingZeroCount(places - 1);
        }
    }

    /// <summary>Reads the header; the cursor then stands at the list of call sites. False when it is malformed.</summary>
    public static bool TryRead(ref BitCursor cursor, out GcInfoHeader header)
    {
        header = default;
        header.StackBaseRegister = NoRegister;
        bool isFat = cursor.ReadBit();
        if (isFat)
        {
            header.ReadFat(ref cursor);
        }
        else
        {
            if (cursor.ReadBit())
            {
                header.Flags = GcInfoFlags.StackBaseRegister;
                header.StackBaseRegister = GcInfoEncoding.ToDwarfBaseRegister(0);
            }

            header.CodeLength = cursor.ReadUnsigned(GcInfoEncoding.CodeLengthGroup) << GcInfoEncoding.CodeShift;
        }

        header.SafePointCount = cursor.ReadUnsigned(GcInfoEncoding.SafePointCountGroup);
        header.RangeCount = isFat ? cursor.ReadUnsigned(GcInfoEncoding.RangeCountGroup) : 0;
        return !cursor.Failed && header.SafePointCount <= header.CodeLength && header.RangeCount <= header.CodeLength;
    }

    private void ReadFat(ref BitCursor cursor)
    {
        Flags = (GcInfoFlags)cursor.Read(FlagBits);
        CodeLength = cursor.ReadUnsigned(GcInfoEncoding.CodeLengthGroup) << GcInfoEncoding.CodeShift;
        bool hasCookie = (Flags & GcInfoFlags.GuardCookie) != 0;
        bool hasContext = (Flags & GcInfoFlags.GenericContextMask) != 0;
        if (hasCookie)
        {
            cursor.ReadUnsigned(GcInfoEncoding.PrologSizeGroup);
            cursor.ReadUnsigned(GcInfoEncoding.EpilogSizeGroup);
        }
        else if (hasContext)
        {
            cursor.ReadUnsigned(GcInfoEncoding.PrologSizeGroup);
        }

        SkipPlace(ref cursor, hasCookie);
        SkipPlace(ref cursor, hasContext);
        if ((Flags & GcInfoFlags.StackBaseRegister) != 0)
        {
            StackBaseRegister = GcInfoEncoding.ToDwarfBaseRegister(cursor.ReadUnsigned(GcInfoEncoding.StackBaseRegisterGroup));
        }

        if ((Flags & GcInfoFlags.EditAndContinue) != 0)
        {
            cursor.ReadUnsigned(GcInfoEncoding.EditAndContinueAreaGroup);
        }

        SkipPlace(ref cursor, (Flags & GcInfoFlags.ReversePInvoke) != 0);
        OutgoingBytes = cursor.ReadUnsigned(GcInfoEncoding.StackAreaGroup) * GcInfoEncoding.WordSize;
    }

    private static void SkipPlace(ref BitCursor cursor, bool isThere)
    {
        if (isThere)
        {
            cursor.ReadSigned(GcInfoEncoding.StackSlotGroup);
        }
    }
}
