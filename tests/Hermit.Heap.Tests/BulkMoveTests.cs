using Hermit.Runtime.Heap;

namespace Hermit.Heap.Tests;

public unsafe class BulkMoveTests
{
    [Theory]
    [InlineData(0, 10, 7)]
    [InlineData(0, 3, 20)]
    [InlineData(3, 0, 20)]
    [InlineData(5, 5, 9)]
    [InlineData(0, 1, 1)]
    [InlineData(1, 0, 63)]
    public void Copies_whole_words_whatever_overlaps(int destination, int source, int words)
    {
        nuint[] memory = [.. Enumerable.Range(0, 100).Select(index => (nuint)index)];
        nuint[] expected = [.. memory];
        Array.Copy(expected, source, expected, destination, words);
        fixed (nuint* pointer = memory)
        {
            BulkMove.Copy((nuint)(pointer + destination), (nuint)(pointer + source), (nuint)words * 8);
        }

        Assert.Equal(expected, memory);
    }

    [Theory]
    [InlineData(0, 64)]
    [InlineData(3, 50)]
    [InlineData(7, 2)]
    [InlineData(8, 0)]
    public void Clears_exactly_what_it_is_told(int start, int length)
    {
        byte[] memory = new byte[100];
        memory.AsSpan().Fill(1);
        fixed (byte* pointer = memory)
        {
            BulkMove.Clear(pointer + start, (nuint)length);
        }

        Assert.Equal(length, memory.Count(value => value == 0));
        Assert.Equal(-1, memory.AsSpan(start, length).IndexOf((byte)1));
    }
}
