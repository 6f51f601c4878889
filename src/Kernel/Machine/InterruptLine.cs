namespace Hermit.Machine;

/// <summary>
/// A wire from a device to the interrupt controller. A capability: Machine hands out the lines that firmware connects to a device, and no code
/// can name another one, or a vector.
/// </summary>
public readonly struct InterruptLine
{
    // Plus one: the default value is no line.
    private readonly uint _number;
    private readonly InterruptSignal _signal;

    /// <summary>The line of that number in the controller's own counting.</summary>
    internal InterruptLine(uint number, InterruptSignal signal)
    {
        _number = number + 1;
        _signal = signal;
    }

    /// <summary>
    /// Lets a handler run when the line is signalled. Several devices may share a line: then all their handlers run. False when there is no such pin,
    /// or no room for one more handler.
    /// </summary>
    public bool TryEnable<THandler>(nuint argument)
        where THandler : struct, IInterruptHandler => _number != 0 && Interrupts.TryEnable<THandler>(_number - 1, _signal, argument);
}
