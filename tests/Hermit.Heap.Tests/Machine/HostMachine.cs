using System.Runtime.InteropServices;
using Hermit.Runtime.Heap;

namespace Hermit.Heap.Tests;

/// <summary>A machine for the heap: its memory, its threads' allocation contexts, and one conservatively scanned stack.</summary>
internal sealed unsafe class HostMachine : IDisposable
{
    private const int PageBytes = 4096;
    private const nuint ArenaAlignment = 64 * 1024;
    private const int MaximumThreads = 4096;
    private const int StackWords = 1 << 16;

    private readonly bool[] _used;
    private readonly AllocationContext* _contexts;
    private readonly nuint* _stack;
    private readonly List<Task> _helpers = [];
    private int _cursor;

    public HostMachine(nuint bytes)
    {
        Bytes = bytes;
        Base = (nuint)NativeMemory.AlignedAlloc(bytes, ArenaAlignment);
        _used = new bool[bytes / PageBytes];
        FreePages = _used.Length;
        _contexts = (AllocationContext*)NativeMemory.AllocZeroed(MaximumThreads, (nuint)sizeof(AllocationContext));
        _stack = (nuint*)NativeMemory.AllocZeroed(StackWords, sizeof(ulong));
        ThreadCount = 1;
    }

    public nuint Base { get; }

    public nuint Bytes { get; }

    public nuint FreeBytes => (nuint)FreePages * PageBytes;

    public int FreePages { get; private set; }

    public int ThreadCount { get; set; }

    public int StackDepth { get; private set; }

    public bool Stopped { get; private set; }

    public bool Unstopped { get; private set; }

    public bool Locked { get; private set; }

    public int FinalizerSignals { get; set; }

    /// <summary>What the heap told of collections of everything.</summary>
    public List<string> Notices { get; } = [];

    /// <summary>CPUs that help with collections.</summary>
    public int HelperCount { get; set; }

    /// <summary>What they do.</summary>
    public Action Help { get; set; } = () => { };

    /// <summary>What the write barrier sets.</summary>
    public CardTable Cards { get; set; }

    /// <summary>Object references in "thread-static storage": precise roots.</summary>
    public List<nint> Slots { get; } = [];

    /// <summary>Requests beyond this many pages fail, as on a machine that others have filled.</summary>
    public int PagesLeftToFail { get; set; } = int.MaxValue;

    /// <summary>Whether freed memory is overwritten and new memory is garbage, as the contract allows.</summary>
    public bool Scribble { get; set; } = true;

    public AllocationContext* Context(int thread) => _contexts + thread;

    public void Push(nuint word)
    {
        _stack[StackDepth++] = word;
    }

    public void PopTo(int depth)
    {
        new Span<nuint>(_stack + depth, StackDepth - depth).Clear();
        StackDepth = depth;
    }

    public nuint StackAt(int index) => _stack[index];

    public void SetStackAt(int index, nuint word) => _stack[index] = word;

    public (nuint Low, nuint High) StackRange => ((nuint)_stack, (nuint)(_stack + StackDepth));

    public bool TryAllocate(nuint bytes, nuint alignment, out nuint address)
    {
        Assert.Equal(0u, bytes % PageBytes);
        int pages = (int)(bytes / PageBytes);
        address = 0;
        if (pages > PagesLeftToFail)
        {
            return false;
        }

        for (int tried = 0; tried <= _used.Length;)
        {
            int step = TryRun(_cursor, pages, alignment);
            if (step == 0)
            {
                address = Base + ((nuint)_cursor * PageBytes);
                _used.AsSpan(_cursor, pages).Fill(true);
                _cursor += pages;
                FreePages -= pages;
                PagesLeftToFail -= PagesLeftToFail == int.MaxValue ? 0 : pages;
                if (Scribble)
                {
                    NativeMemory.Fill((void*)address, bytes, 0xCC);
                }

                return true;
            }

            tried += step;
            _cursor += step;
            if (_cursor >= _used.Length)
            {
                _cursor = 0;
            }
        }

        return false;
    }

    public void Free(nuint address, nuint bytes)
    {
        int first = (int)((address - Base) / PageBytes);
        for (int page = first; page < first + (int)(bytes / PageBytes); page++)
        {
            Assert.True(_used[page], "Freed a page twice.");
            _used[page] = false;
            FreePages++;
        }

        if (Scribble)
        {
            NativeMemory.Fill((void*)address, bytes, 0xDD);
        }
    }

    public void InviteHelpers()
    {
        Assert.True(Stopped);
        for (int helper = 0; helper < HelperCount; helper++)
        {
            _helpers.Add(Task.Factory.StartNew(Help, TaskCreationOptions.LongRunning));
        }
    }

    public void DismissHelpers()
    {
        Assert.True(Stopped);
        Task.WaitAll([.. _helpers]);
        _helpers.Clear();
    }

    public void SetStopped(bool stopped)
    {
        Assert.NotEqual(stopped, Stopped);
        Assert.False(Unstopped);
        Stopped = stopped;
    }

    public void SetUnstopped(bool unstopped)
    {
        Assert.NotEqual(unstopped, Unstopped);
        Unstopped = unstopped;
    }

    public void SetLocked(bool locked)
    {
        Assert.NotEqual(locked, Locked);
        Locked = locked;
    }

    public void Dispose()
    {
        NativeMemory.AlignedFree((void*)Base);
        NativeMemory.Free(_contexts);
        NativeMemory.Free(_stack);
    }

    // 0 if the run is free and aligned, otherwise how far to go on.
    private int TryRun(int first, int pages, nuint alignment)
    {
        if (first + pages > _used.Length)
        {
            return Math.Max(_used.Length - first, 1);
        }

        if ((Base + ((nuint)first * PageBytes)) % alignment != 0)
        {
            return 1;
        }

        int taken = _used.AsSpan(first, pages).LastIndexOf(true);
        return taken + 1;
    }
}
