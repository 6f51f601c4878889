namespace Hermit.Descriptors;

/// <summary>What stands behind a descriptor: which layer does the work, and what the object's handle names there.</summary>
internal enum ObjectKind : byte
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A file or directory of the file system, or a device that never makes anybody wait.</summary>
    File,

    /// <summary>The console's input.</summary>
    ConsoleInput,

    /// <summary>The console's output.</summary>
    ConsoleOutput,

    /// <summary>The console's output for errors.</summary>
    ConsoleError,

    /// <summary>The end of a pipe that is read.</summary>
    PipeReader,

    /// <summary>The end of a pipe that is written.</summary>
    PipeWriter,

    /// <summary>A queue of events of other objects.</summary>
    EventPort,

    /// <summary>A queue of changes to files (<c>inotify(7)</c>).</summary>
    ChangeQueue,

    /// <summary>A socket of the network.</summary>
    Socket,

    /// <summary>A socket that talks to others of this machine, by names (<c>unix(7)</c>).</summary>
    LocalSocket,
}
