using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hermit.Runtime.Heap;

/// <summary>A view of the page run of a large object, and of what precedes the object in the first of its pages.</summary>
internal readonly struct LargeObject
{
    private readonly nuint _run;

    private LargeObject(nuint run) => _run = run;

    /// <summary>Whether this is no object.</summary>
    public bool IsNull => _run == 0;

    /// <summary>The address of the page run.</summary>
    public nuint RunAddress => _run;

    /// <summary>The address that references to the object hold.</summary>
    public nuint Address => _run + HeapLayout.LargeObjectOffset;

    /// <summary>The next of all large objects.</summary>
    public LargeObject Next
    {
        get => new(Head.Next);
        set => Head.Next = value._run;
    }

    /// <summary>Bytes of the page run.</summary>
    public ref nuint RunBytes => ref Head.RunBytes;

    /// <summary>The mark epoch of the last collection that found the object, 0 before the first.</summary>
    public ref uint Epoch => ref Head.Epoch;

    /// <summary>The collections that the object has survived, up to 2.</summary>
    public ref uint Survivals => ref Head.Survivals;

    private ref Prefix Head
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            // SAFETY: a run that is not null is the heap's, has a prefix at its start, and is not given back while the page map knows it.
            unsafe
            {
                return ref *(Prefix*)_run;
            }
        }
    }

    /// <summary>The large object for which references hold <paramref name="address"/>.</summary>
    /// <remarks>Safety: the page map says that the address is in the first page of one.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LargeObject At(nuint address) => new(address - HeapLayout.LargeObjectOffset);

    /// <summary>The large object that will be in the page run at <paramref name="run"/>.</summary>
    /// <remarks>Safety: the run is the caller's.</remarks>
    [RequiresUnsafe]
    public static LargeObject InRun(nuint run) => new(run);

    /// <summary>Bytes of the page run that an object of <paramref name="size"/> bytes takes.</summary>
    public static nuint RunBytesFor(nuint size) =>
        (size + HeapLayout.LargePrefixBytes + HeapLayout.PageBytes - 1) & ~(nuint)(HeapLayout.PageBytes - 1);

    [StructLayout(LayoutKind.Sequential, Size = HeapLayout.LargePrefixBytes)]
    private struct Prefix
    {
        public nuint Next;
        public nuint RunBytes;
        public uint Epoch;
        public uint Survivals;
    }
}
