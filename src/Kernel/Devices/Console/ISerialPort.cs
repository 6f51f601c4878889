using System;

using Hermit.Machine;

namespace Hermit.Devices;

/// <summary>A serial line. Each architecture has the one of its machines under the name <c>SerialPort</c>: the 16550 of PCs, the PL011.</summary>
internal interface ISerialPort
{
    /// <summary>Lets a handler run for the line's interrupt; false when there is none. Its argument is the line's number.</summary>
    bool TryEnableInterrupt<THandler>()
        where THandler : struct, IInterruptHandler;

    /// <summary>Lets the line interrupt when a byte has arrived, or not.</summary>
    void InterruptOnInput(bool enabled);

    /// <summary>Sends bytes; waits for the line.</summary>
    void Write(ReadOnlySpan<byte> bytes);

    /// <summary>Takes a byte that has arrived, if there is one.</summary>
    bool TryRead(out byte value);
}
