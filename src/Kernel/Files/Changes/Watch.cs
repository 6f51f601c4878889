using Hermit.Memory;

namespace Hermit.Files;

/// <summary>That a queue is told of changes to a file.</summary>
internal struct Watch
{
    /// <summary>The file.</summary>
    public InodeLink Target;

    /// <summary>The queue.</summary>
    public Handle<ChangeQueue> Queue;

    /// <summary>What the program calls it.</summary>
    public int Number;

    /// <summary>What is told.</summary>
    public FileChanges Mask;

    /// <summary>The next watch of the same file.</summary>
    public WatchLink NextOfFile;

    /// <summary>The next watch of the same queue.</summary>
    public WatchLink NextOfQueue;
}
