using Hermit.Sync;

namespace Hermit.Explorer;

/// <summary>For scenarios that wait by themselves.</summary>
public static class Spin
{
    /// <summary>
    /// Says that the thread looks again at what it has loaded since the last wait: it goes on when one of those locations has a newer value.
    /// </summary>
    public static void Wait() => Platform.Relax(0);
}
