using System.Runtime.CompilerServices;

using Hermit.Files;

namespace Hermit.Platform;

/// <summary>A directory that is being read. It lies in a pool, so that the address of the name is good until the next one is read.</summary>
internal struct DirectoryStream
{
    /// <summary>The open directory.</summary>
    public FileHandle File;

    /// <summary>The last name, ended by a zero.</summary>
    public NameText Name;

    /// <summary>The longest name and a zero.</summary>
    [InlineArray(256)]
    public struct NameText
    {
        private byte _first;
    }
}
