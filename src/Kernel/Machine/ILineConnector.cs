namespace Hermit.Machine;

/// <summary>What makes the interrupt controller deliver a line.</summary>
internal interface ILineConnector
{
    /// <summary>Lets a line run the handler of that number in <see cref="DeviceHandlers"/>; false when the controller has no such line.</summary>
    static abstract bool TryConnect(uint line, InterruptSignal signal, int handler);
}
