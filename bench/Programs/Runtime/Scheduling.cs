/// <summary>What the thread pool and the scheduler do for a program.</summary>
internal static class Scheduling
{
    public static void Yield() => YieldAsync().GetAwaiter().GetResult();

    public static void Threads()
    {
        int done = 0;
        for (int i = 0; i < 2_000; i++)
        {
            var thread = new Thread(() => done++);
            thread.Start();
            thread.Join();
        }

        Check.That(done == 2_000);
    }

    public static void PingPong()
    {
        const int Rounds = 100_000;
        using SemaphoreSlim ping = new(0), pong = new(0);
        var other = new Thread(() =>
        {
            for (int i = 0; i < Rounds; i++)
            {
                ping.Wait();
                pong.Release();
            }
        });
        other.Start();
        for (int i = 0; i < Rounds; i++)
        {
            ping.Release();
            pong.Wait();
        }

        other.Join();
    }

    private static async Task YieldAsync()
    {
        for (int i = 0; i < 200_000; i++)
            await Task.Yield();
    }
}
