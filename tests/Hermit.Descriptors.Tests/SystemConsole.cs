using System.Collections.Concurrent;

using Hermit.Scheduling;

namespace Hermit.Devices;

/// <summary>A console for tests: input comes from <see cref="Type"/>, and stays at its end.</summary>
internal static class SystemConsole
{
    private static readonly ConcurrentQueue<byte> s_input = new();
    private static WaitPoint s_arrived;
    private static WaitPoint s_room;
    private static volatile bool s_ended;

    public static readonly MemoryStream Output = new();

    public static bool HasInput => !s_input.IsEmpty || s_ended;

    public static void Type(string text)
    {
        foreach (byte value in System.Text.Encoding.UTF8.GetBytes(text))
        {
            s_input.Enqueue(value);
        }

        s_arrived.WakeAll();
    }

    public static void End(bool ended)
    {
        s_ended = ended;
        s_arrived.WakeAll();
    }

    public static bool TryRead(Span<byte> destination, out int count)
    {
        for (count = 0; count < destination.Length && s_input.TryDequeue(out byte value); count++)
        {
            destination[count] = value;
        }

        return count != 0 || s_ended || destination.IsEmpty;
    }

    public static bool TryGetInputQueue(out WaitQueue queue) => s_arrived.TryGetQueue(out queue);

    /// <summary>How many more bytes the console takes before it makes writers wait.</summary>
    public static int Room { get; private set; } = int.MaxValue;

    public static void GiveRoom(int bytes)
    {
        Room = bytes;
        s_room.WakeAll();
    }

    public static int TryWrite(ConsoleStream stream, ReadOnlySpan<byte> bytes)
    {
        int count = Math.Min(bytes.Length, Room);
        Output.Write(bytes[..count]);
        Room -= Room == int.MaxValue ? 0 : count;
        return count;
    }

    public static bool HasRoom(ConsoleStream stream) => Room > 0;

    public static bool TryGetRoomQueue(out WaitQueue queue) => s_room.TryGetQueue(out queue);

    public static void Write(ReadOnlySpan<byte> bytes) => Output.Write(bytes);

    public static void WriteError(ReadOnlySpan<byte> bytes) => Output.Write(bytes);
}
