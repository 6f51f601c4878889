using System;

using Hermit.Machine;

namespace Hermit.Devices;

/// <summary>
/// A virtio console (virtio 1.2, 5.3) with ports apart for input, output, errors and the host's own messages. Everything here is behind the lock of
/// <see cref="VirtioConsole"/>.
/// </summary>
/// <remarks>
/// A port's queues are made when it is first used, which is after DRIVER_OK: a device may have 31 ports, of which four concern us, and most programs
/// use one or two of these.
/// </remarks>
internal struct VirtioConsoleState
{
    private const int ControlReceive = 2;
    private const int ControlSend = 3;
    private const int MessageBytes = 64;
    private const int Messages = 16;
    private const int MaximumPorts = 8;
    private const int NoPort = -1;
    private const int InputPieces = 32;
    private const int InputPieceBytes = 4096;

    private VirtioTransport _transport;
    private VirtioFeatures _features;
    private ConsoleReceiver _messages;
    private ConsoleSender _answers;
    private ConsoleReceiver _input;
    private ConsoleSender _output;
    private ConsoleSender _error;
    private ConsoleReceiver _control;
    private ConsoleSender _controlReply;
    private int _inputPort;
    private int _outputPort;
    private int _errorPort;
    private int _controlPort;
    private bool _inputIsOpen;

    /// <summary>Whether the device is in use: it started, and has kept the rules since.</summary>
    public bool IsUsed { get; private set; }

    /// <summary>Whether the host has closed the input, behind everything that has come so far.</summary>
    public bool InputHasEnded { get; private set; }

    /// <summary>Whether there is a port for the input.</summary>
    public readonly bool HasInputPort => IsUsed && _inputPort != NoPort;

    /// <summary>Whether all the ports that a host has for us are there.</summary>
    public readonly bool IsComplete => _inputPort != NoPort && _outputPort != NoPort && _errorPort != NoPort && _controlPort != NoPort;

    /// <summary>Starts the device, and asks it for its ports; false when it cannot be used.</summary>
    public bool TryStart<THandler>(VirtioTransport transport)
        where THandler : struct, IInterruptHandler
    {
        const VirtioFeatures Wanted = VirtioFeatures.ConsoleMultiport | VirtioFeatures.EventIndex;
        _transport = transport;
        _inputPort = _outputPort = _errorPort = _controlPort = NoPort;
        IsUsed = VirtioDevice.TryNegotiate(ref _transport, Wanted, out _features) && (_features & VirtioFeatures.ConsoleMultiport) != 0
            && _transport.TryEnableInterrupt<THandler>(0)
            && VirtioDevice.TryMakeQueue(ref _transport, ControlReceive, Messages, _features, ref _messages.Queue)
            && VirtioDevice.TryMakeQueue(ref _transport, ControlSend, Messages, _features, ref _answers.Queue)
            && _messages.TryInitialize(_messages.Queue.Size, MessageBytes) && _answers.TryInitialize(_answers.Queue.Size, ConsoleMessage.Bytes);
        if (IsUsed)
        {
            VirtioDevice.Start(ref _transport);
            Notify(ref _messages.Queue, ControlReceive);
            Answer(new ConsoleMessage(0, ConsoleEvent.DeviceReady, 1));
        }

        return IsUsed;
    }

    /// <summary>Says that an interrupt has been seen.</summary>
    public readonly void AcknowledgeInterrupt() => _transport.AcknowledgeInterrupt();

    /// <summary>Follows what the device has to say: its messages, and what it has sent.</summary>
    public void Process()
    {
        if (!IsUsed)
        {
            return;
        }

        Span<byte> copy = stackalloc byte[MessageBytes];
        do
        {
            // What the device wrote may still change; what is looked at is a copy.
            for (ReadOnlySpan<byte> bytes = _messages.Peek(); !bytes.IsEmpty; bytes = _messages.Peek())
            {
                bytes.CopyTo(copy);
                int length = bytes.Length;
                _messages.Skip(length);
                if (ConsoleMessage.TryParse(copy.Slice(0, length), out ConsoleMessage message, out ReadOnlySpan<byte> text))
                {
                    Follow(message, text);
                }
            }

            Notify(ref _messages.Queue, ControlReceive);
        }
        while (_messages.Queue.EnableInterrupt());

        _output.TakeSent();
        _error.TakeSent();
        _output.IsAwaited = false;
        _error.IsAwaited = false;
        CheckQueues();
    }

    /// <summary>Writes what there is room for; false when the device has no such port.</summary>
    public bool TryWrite(ConsolePort port, ReadOnlySpan<byte> source, out int count)
    {
        count = 0;
        ref ConsoleSender sender = ref Sender(ref this, port, out int number);
        if (!IsUsed || number == NoPort || !TryOpen(ref sender, number, Pieces(port), PieceBytes(port)))
        {
            return false;
        }

        sender.TakeSent();
        count = sender.Write(source);
        Notify(ref sender.Queue, SendQueue(number));
        CheckQueues();
        return true;
    }

    /// <summary>Whether a write would do something: there is room, or no such port.</summary>
    public bool HasRoom(ConsolePort port)
    {
        ref ConsoleSender sender = ref Sender(ref this, port, out int number);
        if (!IsUsed || number == NoPort || !sender.IsOpen)
        {
            return true;
        }

        sender.TakeSent();
        return sender.HasRoom || sender.AwaitRoom();
    }

    /// <summary>Whether the host has all that was written.</summary>
    public bool IsIdle()
    {
        _output.TakeSent();
        _error.TakeSent();
        CheckQueues();
        return !IsUsed || (_output.IsIdle && _error.IsIdle);
    }

    /// <summary>Reads what has come on the input or the control port; 0 when there is nothing.</summary>
    public int Read(ConsolePort port, Span<byte> destination)
    {
        bool isControl = port == ConsolePort.Control;
        int number = isControl ? _controlPort : _inputPort;
        if (!IsUsed || number == NoPort)
        {
            return 0;
        }

        ref ConsoleReceiver receiver = ref Receiver(ref this, isControl);
        int count = 0;
        if (!isControl && !TryOpen(ref receiver, number, InputPieces, InputPieceBytes))
        {
            return 0;
        }

        do
        {
            while (count < destination.Length && receiver.Peek() is { IsEmpty: false } bytes)
            {
                int step = Math.Min(bytes.Length, destination.Length - count);
                bytes.Slice(0, step).CopyTo(destination.Slice(count));
                receiver.Skip(step);
                count += step;
            }

            Notify(ref receiver.Queue, ReceiveQueue(number));
        }
        while (count < destination.Length && receiver.Queue.EnableInterrupt());

        CheckQueues();
        return count;
    }

    /// <summary>Whether a read of the input would give bytes.</summary>
    public bool HasInput() => HasInputPort && TryOpen(ref _input, _inputPort, InputPieces, InputPieceBytes) && !_input.Peek().IsEmpty;

    // Queues of port 0 come first, then those of the control messages, then the others' (5.3.2).
    private static int ReceiveQueue(int port) => port == 0 ? 0 : (port * 2) + 2;

    private static int SendQueue(int port) => ReceiveQueue(port) + 1;

    // How much of a port's output can be on its way: enough for the host to be busy, and no more than is copied in a tenth of a millisecond.
    private static int Pieces(ConsolePort port) => port == ConsolePort.Control ? 16 : port == ConsolePort.Error ? 4 : 8;

    private static int PieceBytes(ConsolePort port) => port == ConsolePort.Control ? 64 : port == ConsolePort.Error ? 4096 : 16384;

    private static ref ConsoleReceiver Receiver(ref VirtioConsoleState state, bool isControl)
    {
        if (isControl)
        {
            return ref state._control;
        }

        return ref state._input;
    }

    private static ref ConsoleSender Sender(ref VirtioConsoleState state, ConsolePort port, out int number)
    {
        switch (port)
        {
            case ConsolePort.Error:
                number = state._errorPort;
                return ref state._error;
            case ConsolePort.Control:
                number = state._controlPort;
                return ref state._controlReply;
            default:
                number = state._outputPort;
                return ref state._output;
        }
    }

    private void Follow(in ConsoleMessage message, ReadOnlySpan<byte> text)
    {
        switch (message.Event)
        {
            case ConsoleEvent.PortAdd:
                Answer(new ConsoleMessage(message.Port, ConsoleEvent.PortReady, 1));
                break;
            case ConsoleEvent.PortName when message.Port < MaximumPorts:
                SetNumber(ConsoleMessage.PortNamed(text), (int)message.Port);
                break;
            case ConsoleEvent.PortOpen when _inputPort != NoPort && message.Port == (uint)_inputPort:
                InputHasEnded |= _inputIsOpen && message.Value == 0;
                _inputIsOpen = message.Value != 0;
                break;
        }
    }

    // A name that comes twice counts once. What the host says on the control port has to be heard from the start.
    private void SetNumber(ConsolePort port, int number)
    {
        switch (port)
        {
            case ConsolePort.Input when _inputPort == NoPort:
                _inputPort = number;
                break;
            case ConsolePort.Output when _outputPort == NoPort:
                _outputPort = number;
                break;
            case ConsolePort.Error when _errorPort == NoPort:
                _errorPort = number;
                break;
            case ConsolePort.Control when _controlPort == NoPort:
                _controlPort = TryOpen(ref _control, number, pieces: 4, pieceBytes: 256) ? number : NoPort;
                break;
        }
    }

    private bool TryOpen(ref ConsoleReceiver receiver, int number, int pieces, int pieceBytes)
    {
        if (receiver.IsOpen)
        {
            return true;
        }

        if (!VirtioDevice.TryMakeQueue(ref _transport, ReceiveQueue(number), pieces, _features, ref receiver.Queue)
            || !receiver.TryInitialize(receiver.Queue.Size, pieceBytes))
        {
            GiveUp("hermit: there is too little memory for virtio-console, which is not used any more\n"u8);
            return false;
        }

        Answer(new ConsoleMessage((uint)number, ConsoleEvent.PortOpen, 1));
        Notify(ref receiver.Queue, ReceiveQueue(number));
        return true;
    }

    private bool TryOpen(ref ConsoleSender sender, int number, int pieces, int pieceBytes)
    {
        if (sender.IsOpen)
        {
            return true;
        }

        if (!VirtioDevice.TryMakeQueue(ref _transport, SendQueue(number), pieces, _features, ref sender.Queue)
            || !sender.TryInitialize(sender.Queue.Size, pieceBytes))
        {
            GiveUp("hermit: there is too little memory for virtio-console, which is not used any more\n"u8);
            return false;
        }

        Answer(new ConsoleMessage((uint)number, ConsoleEvent.PortOpen, 1));
        return true;
    }

    private void Answer(in ConsoleMessage message)
    {
        Span<byte> bytes = stackalloc byte[ConsoleMessage.Bytes];
        message.Emit(bytes);
        _answers.TakeSent();
        _answers.Write(bytes);
        Notify(ref _answers.Queue, ControlSend);
    }

    private readonly void Notify(ref Virtqueue queue, int number)
    {
        if (queue.ShouldNotify())
        {
            _transport.Notify(number);
        }
    }

    private void CheckQueues()
    {
        if (IsUsed && (_messages.Queue.IsBroken || _answers.Queue.IsBroken || _input.Queue.IsBroken || _output.Queue.IsBroken || _error.Queue.IsBroken
            || _control.Queue.IsBroken || _controlReply.Queue.IsBroken))
        {
            GiveUp("hermit: virtio-console breaks the rules of its queues and is not used any more\n"u8);
        }
    }

    // What is written from now on goes to the serial line.
    private void GiveUp(ReadOnlySpan<byte> reason)
    {
        IsUsed = false;
        InputHasEnded = true;
        VirtioDevice.TryReset(ref _transport);
        SerialConsole.WriteError(reason);
    }
}
