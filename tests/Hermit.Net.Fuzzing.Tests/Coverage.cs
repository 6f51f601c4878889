using System.Runtime.CompilerServices;

using SharpFuzz.Common;

namespace Hermit.Net.Fuzzing.Tests;

/// <summary>
/// Which ways through the code were ever taken, and how often in a run: what the instrumented code counts in a table of edges, in powers of two, as AFL has it.
/// </summary>
internal sealed unsafe class Coverage
{
    private const int Edges = 1 << 16;

    private readonly byte[] _counts = GC.AllocateArray<byte>(Edges, pinned: true);
    private readonly byte[] _seen = new byte[Edges];

    /// <summary>Lets instrumented code count here.</summary>
    public Coverage() => Trace.SharedMem = (byte*)Unsafe.AsPointer(ref _counts[0]);

    /// <summary>How many edges were ever taken.</summary>
    public int Count { get; private set; }

    /// <summary>Begins a run.</summary>
    public void Clear()
    {
        _counts.AsSpan().Clear();
        Trace.PrevLocation = 0;
    }

    /// <summary>What the run has done that no run had: 0 nothing, 1 taken an edge more often than any, 2 taken an edge.</summary>
    public int TakeNews()
    {
        int news = 0;
        for (int at = 0; (uint)at < Edges; at++)
        {
            int next = _counts.AsSpan(at).IndexOfAnyExcept((byte)0);
            if (next < 0)
            {
                break;
            }

            at += next;
            byte bucket = (byte)(1 << int.Log2(_counts[at]));
            if ((_seen[at] & bucket) == 0)
            {
                news = Math.Max(news, _seen[at] == 0 ? 2 : 1);
                Count += _seen[at] == 0 ? 1 : 0;
                _seen[at] |= bucket;
            }
        }

        return news;
    }
}
