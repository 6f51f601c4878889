using System;

using Hermit.Abi;
using Hermit.Descriptors;
using Hermit.Memory;

namespace Hermit.Platform;

/// <summary>Event ports (System.Native's pal_networking): what SocketAsyncEngine waits at. Results are the libraries' own error numbers.</summary>
internal static class SocketEventPorts
{
    // EFAULT and ENOMEM of Interop.Error.
    private const int ErrorFault = 0x10015;
    private const int ErrorNoMemory = 0x10031;

    private const int SocketEventBytes = 16;

    [Export("SystemNative_CreateSocketEventPort", Fault = ErrorFault)]
    internal static int CreateSocketEventPort(out nint port)
    {
        SystemError error = DescriptorTable.MakeEventPort(out int descriptor);
        port = descriptor;
        return ErrorNumbers.ToPortable((int)error);
    }

    [Export("SystemNative_CloseSocketEventPort")]
    internal static int CloseSocketEventPort(int port) => ErrorNumbers.ToPortable((int)DescriptorTable.Close(port));

    [Export("SystemNative_CreateSocketEventBuffer", Fault = ErrorFault)]
    internal static int CreateSocketEventBuffer(int count, out ProgramMemory buffer)
    {
        buffer = count < 0 ? default : ProgramMemory.AllocateZeroed((nuint)count, SocketEventBytes);
        return buffer.IsNull ? ErrorNoMemory : 0;
    }

    [Export("SystemNative_FreeSocketEventBuffer")]
    internal static int FreeSocketEventBuffer(ProgramMemory buffer)
    {
        buffer.Free();
        return 0;
    }

    [Export("SystemNative_TryChangeSocketEventRegistration")]
    internal static int TryChangeSocketEventRegistration(int port, int socket, int currentEvents, int newEvents, nuint data)
    {
        return currentEvents == newEvents ? 0 : ErrorNumbers.ToPortable((int)DescriptorTable.Register(port, socket, (SocketEvents)newEvents, data));
    }

    [Export("SystemNative_WaitForSocketEvents", Fault = ErrorFault)]
    internal static int WaitForSocketEvents(int port, [Length(nameof(count))] Span<SocketEvent> buffer, ref int count)
    {
        return ErrorNumbers.ToPortable((int)DescriptorTable.WaitForEvents(port, buffer, out count));
    }
}
