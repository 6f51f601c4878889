using Hermit.Scheduling;

namespace Hermit.Files;

/// <summary>What a thread does while another one has the file system.</summary>
internal static class Waiting
{
    /// <summary>Lets other threads run.</summary>
    public static void Yield() => Scheduler.Yield();
}
