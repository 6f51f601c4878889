using Hermit.Machine;

namespace Hermit.Devices;

/// <summary>The power button asks the program to end, as <c>kill</c> does.</summary>
internal readonly struct PowerButtonSignal<TSignals> : IInterruptHandler
    where TSignals : struct, ISignalSink
{
    private const int Terminate = 15; // SIGTERM

    /// <inheritdoc/>
    [InterruptHandler]
    public static void OnInterrupt(nuint argument)
    {
        if (PowerButton.TakePress())
        {
            TSignals.Raise(Terminate);
        }
    }
}
