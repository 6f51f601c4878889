namespace Hermit.Sync.Tests;

/// <summary>Runs the same thing on several system threads at once.</summary>
internal static class RealThreads
{
    /// <summary>Starts <paramref name="count"/> threads together, gives each its number, and waits for all; throws what any of them threw.</summary>
    public static void Run(int count, Action<int> body)
    {
        using var start = new Barrier(count);
        Exception? failure = null;
        Thread[] threads = [.. Enumerable.Range(0, count).Select(number => new Thread(() =>
        {
            try
            {
                start.SignalAndWait();
                body(number);
            }
            catch (Exception exception)
            {
                Interlocked.CompareExchange(ref failure, exception, null);
            }
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        if (failure is not null)
        {
            throw new InvalidOperationException("A thread failed.", failure);
        }
    }
}
