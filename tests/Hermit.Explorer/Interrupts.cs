using Hermit.Sync;

namespace Hermit.Explorer;

/// <summary>For scenarios that mask interrupts by hand.</summary>
public static class Interrupts
{
    /// <summary>Keeps interrupts from the calling thread.</summary>
    public static void Mask() => Platform.DisableInterrupts();

    /// <summary>Lets interrupts arrive on the calling thread again.</summary>
    public static void Unmask() => Platform.RestoreInterrupts(0);
}
