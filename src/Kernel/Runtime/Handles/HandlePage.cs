using System.Runtime.InteropServices;
using Hermit.Runtime.Heap;

namespace Hermit.Runtime.Handles;

/// <summary>The head of a page of handles, all of one type, so that a handle's type follows from its address.</summary>
/// <remarks>Safety: a value lives at the start of a page and is only used by pointer.</remarks>
[StructLayout(LayoutKind.Sequential, Size = HeadBytes)]
internal unsafe struct HandlePage
{
    private const int HeadBytes = 64;

    /// <summary>The next page of the same type.</summary>
    public HandlePage* Next;

    /// <summary>The type of every handle in the page.</summary>
    public HandleType Type;

    /// <summary>The page that <paramref name="handle"/> is in.</summary>
    public static HandlePage* Containing(nuint handle) => (HandlePage*)(handle & ~(nuint)(HeapLayout.PageBytes - 1));

    /// <summary>Words of a handle of type <paramref name="type"/>: a dependent handle has its second object in the second.</summary>
    public static int WordsOf(HandleType type) => type == HandleType.Dependent ? 2 : 1;

    /// <summary>The first handle of <paramref name="page"/>.</summary>
    public static nuint* FirstHandle(HandlePage* page) => (nuint*)((byte*)page + HeadBytes);

    /// <summary>The end of the handles of <paramref name="page"/>.</summary>
    public static nuint* End(HandlePage* page) => (nuint*)((byte*)page + HeapLayout.PageBytes);
}
