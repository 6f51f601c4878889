using Hermit.Machine;

namespace Hermit.Devices;

/// <summary>What a virtio console interrupts for: messages, input, room.</summary>
/// <typeparam name="TSignals">Who hears of signals that the host sends, or keys that are some.</typeparam>
internal readonly struct VirtioConsoleInterrupt<TSignals> : IInterruptHandler
    where TSignals : struct, ISignalSink
{
    /// <inheritdoc/>
    [InterruptHandler]
    public static void OnInterrupt(nuint argument)
    {
        VirtioConsole.OnInterrupt();
        SystemConsole.OnPorts<TSignals>();
    }
}
