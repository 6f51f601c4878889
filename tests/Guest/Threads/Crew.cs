namespace Hermit.Guest.Threads;

/// <summary>Starts threads that run the same code with an index each, and waits for all.</summary>
internal static class Crew
{
    public static void Run(int count, Action<int> body)
    {
        var threads = new Thread[count];
        for (int i = 0; i < count; i++)
        {
            int index = i;
            threads[i] = new Thread(() => body(index));
            threads[i].Start();
        }

        foreach (Thread thread in threads)
            thread.Join();
    }
}
