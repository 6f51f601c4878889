using Hermit.Memory;

namespace Hermit.Files;

/// <summary>Names an open file. It may outlive it: using it then is an error value. The default value names none.</summary>
public readonly struct FileHandle
{
    internal FileHandle(Handle<OpenFile> handle)
    {
        Handle = handle;
    }

    /// <summary>Whether it names no file.</summary>
    public bool IsNull => Handle.IsNull;

    internal Handle<OpenFile> Handle { get; }
}
