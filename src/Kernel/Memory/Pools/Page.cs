namespace Hermit.Memory;

/// <summary>One page of a <see cref="PageStore"/>, as its handle names it: 4096 bytes that are reached through the store only.</summary>
public struct Page
{
    /// <summary>The size of a page, in bytes.</summary>
    public const int Bytes = 4096;

    // How many places of the program's memory show the page; it cannot be freed before it is zero.
    internal uint Views;

    // Where the bytes are: identity-mapped, owned by the record.
    internal nuint Address;
}
