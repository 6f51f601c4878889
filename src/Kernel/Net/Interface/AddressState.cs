namespace Hermit.Net;

/// <summary>Whether an address of ours may be used (RFC 4862, section 5.5.4).</summary>
public enum AddressState : byte
{
    /// <summary>There is no address.</summary>
    None = 0,

    /// <summary>It is being checked that nobody else has it: not used yet.</summary>
    Tentative,

    /// <summary>It is used.</summary>
    Preferred,

    /// <summary>It is still received on, but not chosen for anything new.</summary>
    Deprecated,

    /// <summary>Somebody else has it: not used.</summary>
    Duplicate,
}
