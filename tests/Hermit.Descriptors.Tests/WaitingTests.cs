using Hermit.Abi;
using Hermit.Files;
using Hermit.Scheduling;

namespace Hermit.Descriptors.Tests;

/// <summary>Poll and event ports.</summary>
[Collection(KernelCollection.Name)]
public sealed class WaitingTests
{
    [Fact]
    public void Poll_tells_what_is_ready_and_what_is_wrong()
    {
        DescriptorTable.MakePipe(true, out int reader, out int writer);
        PollEvent[] events = [Ask(reader, PollEvents.Readable), Ask(writer, PollEvents.Writable), Ask(-1, PollEvents.Readable), Ask(9999, PollEvents.Readable)];
        Assert.Equal(SystemError.None, DescriptorTable.Poll(events, Deadline.In(0), out int ready));
        Assert.Equal(2, ready);
        Assert.Equal([PollEvents.None, PollEvents.Writable, PollEvents.None, PollEvents.Invalid], events.Select(entry => entry.Triggered));
        DescriptorTable.Close(writer);
        events = [Ask(reader, PollEvents.Readable)];
        DescriptorTable.Poll(events, Deadline.Never, out ready);
        Assert.Equal(PollEvents.HungUp, events[0].Triggered);
        DescriptorTable.Close(reader);
    }

    [Fact]
    public void Poll_waits_for_any_of_several_and_for_no_longer_than_it_should()
    {
        DescriptorTable.MakePipe(true, out int reader1, out int writer1);
        DescriptorTable.MakePipe(true, out int reader2, out int writer2);
        PollEvent[] events = [Ask(reader1, PollEvents.Readable), Ask(reader2, PollEvents.Readable)];
        long start = Environment.TickCount64;
        DescriptorTable.Poll(events, Deadline.In(60_000_000), out int ready);
        Assert.Equal(0, ready);
        Assert.InRange(Environment.TickCount64 - start, 40, 5000);
        var thread = new Thread(() => DescriptorTable.Poll(events, Deadline.Never, out ready));
        thread.Start();
        Assert.False(thread.Join(50));
        DescriptorTable.Write(writer2, "x"u8, out _);
        Assert.True(thread.Join(5000));
        Assert.Equal([PollEvents.None, PollEvents.Readable], events.Select(entry => entry.Triggered));
        Array.ForEach([reader1, writer1, reader2, writer2], descriptor => DescriptorTable.Close(descriptor));
    }

    [Fact]
    public void An_event_port_tells_once_of_each_wake_up()
    {
        Assert.Equal(SystemError.None, DescriptorTable.MakeEventPort(out int port));
        DescriptorTable.MakePipe(true, out int reader, out int writer);
        DescriptorTable.Write(writer, "x"u8, out _);
        Assert.Equal(SystemError.None, DescriptorTable.Register(port, reader, SocketEvents.Read, 7));
        SocketEvent[] events = Wait(port);
        Assert.Equal((7u, SocketEvents.Read), ((uint)events[0].Data, events[0].Events));

        // Not again, although there is still something to read; but again when more comes.
        Task<SocketEvent[]> waiting = Task.Run(() => Wait(port));
        Assert.False(waiting.Wait(50));
        DescriptorTable.Write(writer, "y"u8, out _);
        Assert.True(waiting.Wait(5000));
        Assert.Single(waiting.Result);

        DescriptorTable.Close(writer);
        Assert.Equal(SocketEvents.Read | SocketEvents.Close, Wait(port)[0].Events);
        DescriptorTable.Close(reader);
        DescriptorTable.Close(port);
    }

    [Fact]
    public void Registrations_end_with_their_object_and_ports_with_their_descriptor()
    {
        DescriptorTable.MakeEventPort(out int port);
        DescriptorTable.MakePipe(true, out int reader, out int writer);
        Assert.Equal(SystemError.NotPermitted, DescriptorTable.Register(port, OpenFile(), SocketEvents.Read, 1));
        Assert.Equal(SystemError.Invalid, DescriptorTable.Register(reader, writer, SocketEvents.Write, 1));
        Assert.Equal(SystemError.None, DescriptorTable.Register(port, reader, SocketEvents.Read, 1));
        Assert.Equal(SystemError.None, DescriptorTable.Register(port, reader, SocketEvents.None, 0));
        Assert.Equal(SystemError.NotFound, DescriptorTable.Register(port, reader, SocketEvents.None, 0));
        DescriptorTable.Register(port, reader, SocketEvents.Read, 1);
        DescriptorTable.Close(reader);
        Task<SystemError> waiting = Task.Run(() => DescriptorTable.WaitForEvents(port, new SocketEvent[4], out _));
        Assert.False(waiting.Wait(50));
        DescriptorTable.Close(port);
        Assert.True(waiting.Wait(5000));
        Assert.Equal(SystemError.BadDescriptor, waiting.Result);
        DescriptorTable.Close(writer);
    }

    private static int OpenFile()
    {
        DescriptorTable.Open("/tmp/registered"u8, OpenOptions.Read | OpenOptions.Create, 0x1B6, out int descriptor);
        return descriptor;
    }

    private static SocketEvent[] Wait(int port)
    {
        SocketEvent[] events = new SocketEvent[4];
        Assert.Equal(SystemError.None, DescriptorTable.WaitForEvents(port, events, out int count));
        return events[..count];
    }

    private static PollEvent Ask(int descriptor, PollEvents events) => new() { Descriptor = descriptor, Events = events };
}
