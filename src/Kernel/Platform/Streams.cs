using System;

using Hermit.Abi;
using Hermit.Devices;
using Hermit.Files;

namespace Hermit.Platform;

/// <summary>Reading and writing by descriptor, whatever stands behind it: the console's bytes move here, all others in the file system.</summary>
internal static class Streams
{
    /// <summary>Reads what there is. Blocks on an empty console.</summary>
    public static SystemError Read(int descriptor, Span<byte> destination, out int count)
    {
        SystemError error = FileSystem.Read(descriptor, destination, out count);
        if (error != SystemError.NoDevice)
        {
            return error;
        }

        // The console is read without the file system's lock: it may take for ever.
        error = FileSystem.Describe(descriptor, out _, out DeviceKind device, out _);
        if (error == SystemError.None && device == DeviceKind.ConsoleInput)
        {
            count = SystemConsole.Read(destination);
            return SystemError.None;
        }

        return error == SystemError.None ? SystemError.NoDevice : error;
    }

    /// <summary>Writes as much as there is room for. Waits for the console's line.</summary>
    public static SystemError Write(int descriptor, ReadOnlySpan<byte> source, out int count)
    {
        SystemError error = FileSystem.Write(descriptor, source, out count);
        if (error != SystemError.NoDevice)
        {
            return error;
        }

        error = FileSystem.Describe(descriptor, out _, out DeviceKind device, out _);
        if (error != SystemError.None)
        {
            return error;
        }

        switch (device)
        {
            case DeviceKind.ConsoleOutput:
                SystemConsole.Write(source);
                break;
            case DeviceKind.ConsoleError:
                SystemConsole.WriteError(source);
                break;
            default:
                return SystemError.NoDevice;
        }

        count = source.Length;
        return SystemError.None;
    }
}
