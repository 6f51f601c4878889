using Hermit.Abi;
using Hermit.Memory;

namespace Hermit.Files;

/// <content>Shared mappings: the pages of a file are also pages of the program's memory, so that all who read and write see the same bytes.</content>
internal partial struct FileSystemState
{
    /// <summary>
    /// Shows <paramref name="pages"/> pages of an open file, from <paramref name="position"/> on (a page multiple), at an address of the program's window
    /// where nothing is. The file lives on until <see cref="Hide"/>, whatever becomes of its names and descriptors. Errors: a file that is not open for
    /// reading, or for writing if that is asked for (<c>EACCES</c>), that is no regular one (<c>ENODEV</c>), no memory.
    /// </summary>
    public SystemError Show(FileHandle opened, long position, nuint address, nuint pages, bool isWritable, out FileView view)
    {
        view = default;
        OpenOptions access = isWritable ? OpenOptions.Read | OpenOptions.Write : OpenOptions.Read;
        SystemError error = FindOpen(opened, OpenOptions.None, out Handle<OpenFile> handle);
        if (error != SystemError.None)
        {
            return error;
        }

        if ((_files[handle].Options & access) != access)
        {
            return SystemError.AccessDenied;
        }

        Handle<Inode> file = _files[handle].Inode;
        ref Inode inode = ref _inodes[file];
        if (inode.Kind != FileKind.Regular || inode.Generated != GeneratedFile.None)
        {
            return SystemError.NoDevice;
        }

        if (position < 0 || position % Page.Bytes != 0)
        {
            return SystemError.Invalid;
        }

        if ((ulong)pages > PageTree.Capacity - (ulong)(position / Page.Bytes))
        {
            return SystemError.OutOfMemory;
        }

        ulong first = (ulong)(position / Page.Bytes);
        nuint shown = inode.Content.Show(ref _storage, first, address, pages, isWritable);
        if (shown < pages)
        {
            inode.Content.Hide(_storage, first, address, shown);
            if (inode.Views == 0)
            {
                inode.Content.Truncate(ref _storage, inode.Size);
            }

            return SystemError.OutOfMemory;
        }

        inode.Views++;
        inode.Uses++;
        view = new FileView(file.ToBits(), first, address, pages);
        return SystemError.None;
    }

    /// <summary>Ends what <see cref="Show"/> began. Nothing of the program may use the addresses any more.</summary>
    public void Hide(FileView view)
    {
        Handle<Inode> file = Handle<Inode>.FromBits(view.File);
        ref Inode inode = ref _inodes[file];
        inode.Content.Hide(_storage, view.FirstPage, view.Address, view.Pages);
        inode.Views--;
        inode.Uses--;
        if (inode.Views == 0)
        {
            // Pages behind the end stayed for the views alone.
            inode.Content.Truncate(ref _storage, inode.Size);
        }

        ReleaseIfUnused(file);
    }
}
