namespace Hermit.Guest.Soak;

/// <summary>Threads that live for a moment.</summary>
internal static class ThreadChurn
{
    private const int Threads = 8, Depth = 1000;

    [ThreadStatic]
    private static byte[]? t_own;

    public static void Step()
    {
        int ended = 0;
        var threads = new Thread[Threads];
        for (int i = 0; i < Threads; i++)
        {
            int number = i;
            threads[i] = new Thread(() =>
            {
                BrokenInvariantException.Unless(t_own is null, "a thread has what another one left");
                t_own = new byte[1000];
                Span<byte> words = stackalloc byte[20_000];
                words.Fill((byte)number);
                Thread.Yield();
                if (words[0] == number && words[^1] == number && t_own.Length == 1000)
                    Interlocked.Increment(ref ended);
            });
            threads[i].Start();
        }

        foreach (Thread thread in threads)
            thread.Join();
        BrokenInvariantException.Unless(ended == Threads, $"{ended} of {Threads} threads found their stacks as they left them");
    }

    public static void StepOfDepth()
    {
        int result = 0;
        var thread = new Thread(() => result = Deep(Depth), 1 << 20);
        thread.Start();
        thread.Join();
        BrokenInvariantException.Unless(result == Depth, "a deep recursion went wrong");
    }

    private static int Deep(int depth)
    {
        Span<long> words = stackalloc long[20];
        words.Fill(depth);
        int below = depth == 0 ? 0 : 1 + Deep(depth - 1);
        BrokenInvariantException.Unless(words[0] == depth && words[^1] == depth, "a frame was overwritten");
        return below;
    }
}
