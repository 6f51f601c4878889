namespace Hermit.Tasks.Linking;

/// <summary>What came of applying one relocation.</summary>
internal enum RelocationStatus
{
    /// <summary>The bytes are patched.</summary>
    Applied,

    /// <summary>The value does not fit the field.</summary>
    Overflow,

    /// <summary>The type is not one that the linker knows.</summary>
    Unsupported,

    /// <summary>The field lies outside the section.</summary>
    OutsideSection,

    /// <summary>A TLS access whose instructions are not those that the ABI prescribes.</summary>
    UnknownSequence,
}
