namespace Hermit.Files;

/// <summary>Pages of a file in the program's memory. The default value is none.</summary>
public readonly struct FileView
{
    internal FileView(ulong file, ulong firstPage, nuint address, nuint pages)
    {
        File = file;
        FirstPage = firstPage;
        Address = address;
        Pages = pages;
    }

    /// <summary>Whether it shows nothing.</summary>
    public bool IsNone => Pages == 0;

    /// <summary>The handle of the inode, as a number.</summary>
    internal ulong File { get; }

    internal ulong FirstPage { get; }

    internal nuint Address { get; }

    internal nuint Pages { get; }
}
