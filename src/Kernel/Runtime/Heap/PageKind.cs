namespace Hermit.Runtime.Heap;

/// <summary>What the page map says of a page.</summary>
internal static class PageKind
{
    /// <summary>Not a page of the heap.</summary>
    public const byte None = 0;

    /// <summary>Part of a block of small objects.</summary>
    public const byte Block = 1;

    /// <summary>The first page of a large object.</summary>
    public const byte LargeStart = 2;

    /// <summary>
    /// A further page of a large object. A value of <c>LargeRest + n</c> says that the first page is at least 2^n pages before,
    /// so that the first page is found in a logarithmic number of steps.
    /// </summary>
    public const byte LargeRest = 3;
}
