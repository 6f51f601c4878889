namespace Hermit.Files;

/// <summary>What a thread does while another one has the file system: on the host, as in the kernel.</summary>
internal static class Waiting
{
    /// <summary>Lets other threads run.</summary>
    public static void Yield() => Thread.Yield();
}
