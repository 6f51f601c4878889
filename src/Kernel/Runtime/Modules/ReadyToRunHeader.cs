using System;
using System.Runtime.InteropServices;

namespace Hermit.Runtime.Modules;

/// <summary>The head of what the compiler says about a module (NativeAOT <c>ModuleHeaders.h</c>, version 16.0): followed by its rows.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ReadyToRunHeader
{
    /// <summary>The version whose layouts this kernel knows: that of .NET 10.</summary>
    public const ushort KnownMajorVersion = 16;

    private const int RowBytes = 24;
    private const uint ExpectedSignature = 0x0052_5452; // "RTR"

    private readonly uint _signature;
    private readonly ushort _majorVersion;
    private readonly ushort _minorVersion;
    private readonly uint _flags;
    private readonly ushort _sectionCount;
    private readonly byte _entrySize;
    private readonly byte _entryType;

    /// <summary>Whether this is such a head, with rows as we know them.</summary>
    public readonly bool IsValid => _signature == ExpectedSignature && _majorVersion == KnownMajorVersion && _entrySize == RowBytes;

    /// <summary>Finds the section with an id; gives a row without a place when there is none.</summary>
    /// <remarks>Safety: <paramref name="header"/> is the address of a valid header in the image, which its rows follow.</remarks>
    [RequiresUnsafe]
    public static unsafe ModuleSection Find(nuint header, int id)
    {
        // SAFETY: the caller vouches for the header, which says how many rows follow it.
        ReadyToRunHeader* head = (ReadyToRunHeader*)header;
        foreach (ModuleSection section in new ReadOnlySpan<ModuleSection>(head + 1, head->_sectionCount))
        {
            if (section.Id == id)
            {
                return section;
            }
        }

        return default;
    }
}
