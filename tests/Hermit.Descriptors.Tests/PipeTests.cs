using Hermit.Abi;
using Hermit.Scheduling;

namespace Hermit.Descriptors.Tests;

/// <summary>What pipe(7) says.</summary>
[Collection(KernelCollection.Name)]
public sealed class PipeTests
{
    [Fact]
    public void Bytes_come_out_as_they_went_in_whatever_the_pieces()
    {
        Assert.Equal(SystemError.None, DescriptorTable.MakePipe(false, out int reader, out int writer));
        var random = new Random(1);
        byte[] sent = new byte[3_000_000];
        random.NextBytes(sent);
        var thread = new Thread(() =>
        {
            var pieces = new Random(2);
            for (int done = 0; done < sent.Length;)
            {
                int size = Math.Min(pieces.Next(1, 200_000), sent.Length - done);
                Assert.Equal(SystemError.None, DescriptorTable.Write(writer, sent.AsSpan(done, size), out int count));
                Assert.Equal(size, count);
                done += count;
            }

            DescriptorTable.Close(writer);
        });
        thread.Start();
        var received = new MemoryStream();
        byte[] buffer = new byte[100_000];
        while (DescriptorTable.Read(reader, buffer.AsSpan(0, random.Next(1, buffer.Length)), out int count) == SystemError.None && count != 0)
        {
            received.Write(buffer, 0, count);
        }

        thread.Join();
        Assert.Equal(sent, received.ToArray());
        DescriptorTable.Close(reader);
    }

    [Fact]
    public void Small_writes_are_whole_or_not_at_all()
    {
        DescriptorTable.MakePipe(true, out int reader, out int writer);
        Assert.Equal(SystemError.None, DescriptorTable.Write(writer, new byte[Pipe.DefaultCapacity - 10], out int count));
        Assert.Equal(Pipe.DefaultCapacity - 10, count);
        Assert.Equal(SystemError.WouldBlock, DescriptorTable.Write(writer, new byte[11], out _));
        Assert.Equal(SystemError.None, DescriptorTable.Write(writer, new byte[5000], out count));
        Assert.Equal(10, count);
        Close(reader, writer);
    }

    [Fact]
    public void An_empty_pipe_makes_its_reader_wait_or_says_so()
    {
        DescriptorTable.MakePipe(true, out int reader, out int writer);
        Assert.Equal(SystemError.WouldBlock, DescriptorTable.Read(reader, new byte[1], out _));
        DescriptorTable.SetNonBlocking(reader, false);
        var thread = new Thread(() => DescriptorTable.Read(reader, new byte[1], out _));
        thread.Start();
        Assert.False(thread.Join(50));
        DescriptorTable.Write(writer, "x"u8, out _);
        Assert.True(thread.Join(5000));
        Close(reader, writer);
    }

    [Fact]
    public void Without_a_writer_all_readers_see_the_end_and_without_a_reader_writing_fails()
    {
        DescriptorTable.MakePipe(false, out int reader, out int writer);
        int ended = 0;
        Thread[] threads = [.. Enumerable.Range(0, 3).Select(_ => new Thread(() =>
        {
            DescriptorTable.Read(reader, new byte[1], out int count);
            Interlocked.Add(ref ended, count == 0 ? 1 : 0);
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Thread.Sleep(50);
        DescriptorTable.Close(writer);
        Assert.All(threads, thread => Assert.True(thread.Join(5000)));
        Assert.Equal(3, ended);
        DescriptorTable.Close(reader);

        DescriptorTable.MakePipe(false, out reader, out writer);
        DescriptorTable.Close(reader);
        Assert.Equal(SystemError.BrokenPipe, DescriptorTable.Write(writer, "x"u8, out _));
        DescriptorTable.Close(writer);
    }

    [Fact]
    public void The_wrong_end_cannot_be_used()
    {
        DescriptorTable.MakePipe(false, out int reader, out int writer);
        Assert.Equal(SystemError.BadDescriptor, DescriptorTable.Write(reader, "x"u8, out _));
        Assert.Equal(SystemError.BadDescriptor, DescriptorTable.Read(writer, new byte[1], out _));
        Close(reader, writer);
    }

    [Fact]
    public void A_closed_pipe_leaves_nothing_behind()
    {
        int before = WaitQueue.Count;
        for (int i = 0; i < 1000; i++)
        {
            DescriptorTable.MakePipe(false, out int reader, out int writer);
            DescriptorTable.Write(writer, new byte[70], out _);
            Close(reader, writer);
        }

        Assert.Equal(before, WaitQueue.Count);
    }

    private static void Close(params int[] descriptors) => Array.ForEach(descriptors, descriptor => Assert.Equal(SystemError.None, DescriptorTable.Close(descriptor)));
}
