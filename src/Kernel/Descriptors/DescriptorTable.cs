using System;

using Hermit.Abi;
using Hermit.Devices;
using Hermit.Files;
using Hermit.Net;
using Hermit.Sync;

namespace Hermit.Descriptors;

/// <summary>
/// The descriptors of the process: numbers for files, consoles, pipes and event ports, which all are read, written, waited for and closed here.
/// Every member may be called by any thread. The table's lock is held for a few steps, never while bytes move or a thread waits.
/// </summary>
public static partial class DescriptorTable
{
    private static InterruptSpinMutex<DescriptorState> s_state;

    /// <summary>Opens descriptors 0 to 2 on the console, and says which files speak of the network. Once.</summary>
    public static SystemError Initialize()
    {
        FileSystem.AtMaking<NetworkFiles.Content>();
        SystemError error = OpenConsole(ObjectKind.ConsoleInput, OpenOptions.Read);
        error = error == SystemError.None ? OpenConsole(ObjectKind.ConsoleOutput, OpenOptions.Write) : error;
        return error == SystemError.None ? OpenConsole(ObjectKind.ConsoleError, OpenOptions.Write) : error;
    }

    /// <inheritdoc cref="FileSystem.Open"/>
    public static SystemError Open(ReadOnlySpan<byte> path, OpenOptions options, int permissions, out int descriptor)
    {
        // The descriptor comes first: a file is not made when there is none for it.
        SystemError error = Reserve(out descriptor);
        if (error != SystemError.None)
        {
            return error;
        }

        error = FileSystem.Open(path, options, permissions, out FileHandle file);
        if (error != SystemError.None)
        {
            Cancel(descriptor);
            descriptor = -1;
            return error;
        }

        FileSystem.Describe(file, out _, out DeviceKind device, out uint supplied);
        if (supplied != 0)
        {
            NetworkFiles.Fill(file, (NetworkTable)supplied);
        }

        OpenObject target = default;
        target.Kind = KindOf(device);
        target.File = file;
        target.Options = options;
        Install(descriptor, target);
        return SystemError.None;
    }

    /// <summary>Closes a descriptor, and with the last one of an object that, too.</summary>
    public static SystemError Close(int descriptor)
    {
        OpenObject last;
        SystemError error;
        using (var state = s_state.Lock())
        {
            error = state.Value.Remove(descriptor, out last);
        }

        if (last.Kind != ObjectKind.None)
        {
            ObjectOperations.Close(last);
        }

        return error;
    }

    /// <summary>Gives the lowest free descriptor for what another one names.</summary>
    public static SystemError Duplicate(int descriptor, out int duplicate)
    {
        using var state = s_state.Lock();
        return state.Value.Duplicate(descriptor, out duplicate);
    }

    /// <summary>Whether a descriptor is open.</summary>
    public static SystemError Check(int descriptor) => Find(descriptor, OpenOptions.None, out _);

    /// <summary>Whether a descriptor is open on a console that is a terminal.</summary>
    public static SystemError IsTerminal(int descriptor, out bool isTerminal)
    {
        SystemError error = Find(descriptor, OpenOptions.None, out OpenObject target);
        isTerminal = target.Kind is ObjectKind.ConsoleInput or ObjectKind.ConsoleOutput or ObjectKind.ConsoleError && Terminal.Has(ObjectOperations.StreamOf(target));
        return error;
    }

    /// <summary>The file that a descriptor was opened as. What is none: <see cref="SystemError.Invalid"/>.</summary>
    public static SystemError FindFile(int descriptor, out FileHandle file)
    {
        SystemError error = FindOpened(descriptor, OpenOptions.None, out OpenObject target);
        file = target.File;
        return error == SystemError.None && file.IsNull ? SystemError.Invalid : error;
    }

    /// <summary>How many descriptors there can be.</summary>
    public static int Capacity => DescriptorMap.Capacity;

    /// <summary>Describes what a descriptor names.</summary>
    public static SystemError GetStatus(int descriptor, out FileStatus status)
    {
        status = default;
        SystemError error = FindOpened(descriptor, OpenOptions.None, out OpenObject target);
        return error == SystemError.None ? ObjectOperations.GetStatus(target, out status) : error;
    }

    /// <summary>Whether operations fail with <see cref="SystemError.WouldBlock"/> where they would have to wait.</summary>
    public static SystemError GetNonBlocking(int descriptor, out bool value)
    {
        SystemError error = Find(descriptor, OpenOptions.None, out OpenObject target);
        value = target.IsNonBlocking;
        return error;
    }

    /// <inheritdoc cref="DescriptorState.SetNonBlocking"/>
    public static SystemError SetNonBlocking(int descriptor, bool value)
    {
        using var state = s_state.Lock();
        return state.Value.SetNonBlocking(descriptor, value);
    }

    private static SystemError Reserve(out int descriptor)
    {
        using var state = s_state.Lock();
        return state.Value.Reserve(out descriptor);
    }

    private static void Install(int descriptor, in OpenObject target)
    {
        using var state = s_state.Lock();
        state.Value.Install(descriptor, target);
    }

    private static void Cancel(int descriptor)
    {
        using var state = s_state.Lock();
        state.Value.Cancel(descriptor);
    }

    private static SystemError Find(int descriptor, OpenOptions access, out OpenObject target)
    {
        using var state = s_state.Lock();
        return state.Value.Find(descriptor, access, out target);
    }

    private static SystemError OpenConsole(ObjectKind kind, OpenOptions options)
    {
        SystemError error = Reserve(out int descriptor);
        if (error == SystemError.None)
        {
            Install(descriptor, new OpenObject { Kind = kind, Options = options });
        }

        return error;
    }

    // Also opens the file of a console descriptor that has none yet: a program that only reads and writes the console makes no file system.
    private static SystemError FindOpened(int descriptor, OpenOptions access, out OpenObject target)
    {
        SystemError error = Find(descriptor, access, out target);
        ReadOnlySpan<byte> path = target.Kind switch
        {
            ObjectKind.ConsoleInput => "/dev/stdin"u8,
            ObjectKind.ConsoleOutput => "/dev/stdout"u8,
            ObjectKind.ConsoleError => "/dev/stderr"u8,
            _ => default,
        };
        if (error != SystemError.None || path.IsEmpty || !target.File.IsNull)
        {
            return error;
        }

        error = FileSystem.Open(path, target.Options, 0, out FileHandle file);
        if (error != SystemError.None)
        {
            return error;
        }

        bool isTaken;
        using (var state = s_state.Lock())
        {
            isTaken = state.Value.TrySetFile(descriptor, target.Kind, file);
        }

        if (!isTaken)
        {
            // Another thread was faster, or has closed the descriptor.
            FileSystem.Close(file);
        }

        return Find(descriptor, access, out target);
    }

    private static ObjectKind KindOf(DeviceKind device) => device switch
    {
        DeviceKind.ConsoleInput => ObjectKind.ConsoleInput,
        DeviceKind.ConsoleOutput => ObjectKind.ConsoleOutput,
        DeviceKind.ConsoleError => ObjectKind.ConsoleError,
        _ => ObjectKind.File,
    };
}
