namespace Hermit.Files;

/// <summary>One change that waits to be read.</summary>
internal struct Change
{
    /// <summary>The number of the watch that saw it; -1 for none.</summary>
    public int Watch;

    /// <summary>What happened.</summary>
    public FileChanges What;

    /// <summary>The same number for both halves of a move.</summary>
    public uint Cookie;

    /// <summary>The name in the directory that is watched; empty when the file itself is.</summary>
    public FileName Name;

    /// <summary>The next change of the same queue.</summary>
    public ChangeLink Next;
}
