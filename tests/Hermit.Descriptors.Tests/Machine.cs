using System.Diagnostics;

// What of the machine, of memory and of threads the sockets need, from the host.
namespace Hermit.Machine
{
    internal static class Clock
    {
        public static ulong MonotonicNanoseconds => (ulong)Stopwatch.GetElapsedTime(0).Ticks * 100;
    }

    internal static class Configuration
    {
        public static bool TryGet(ReadOnlySpan<byte> key, out ReadOnlySpan<byte> value)
        {
            value = default;
            return false;
        }
    }

    internal static class EntropySource
    {
        public static bool TryFillSecret(Span<byte> destination)
        {
            Random.Shared.NextBytes(destination);
            return true;
        }

        public static void FillNonSecret(Span<byte> destination) => Random.Shared.NextBytes(destination);
    }
}

namespace Hermit.Memory
{
    internal static class FrameAllocator
    {
        public static nuint TotalBytes => 64 << 20;
    }
}

namespace Hermit.Scheduling
{
    internal interface IThreadEntry
    {
        static abstract void Run(nuint argument);
    }

    internal static class Scheduler
    {
        public static bool TryCreateThread<TEntry>(nuint argument, nuint stackBytes, out int thread)
            where TEntry : struct, IThreadEntry
        {
            thread = 0;
            new Thread(() => TEntry.Run(argument)) { IsBackground = true }.Start();
            return true;
        }
    }
}
