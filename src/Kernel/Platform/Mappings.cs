using System;
using System.Runtime;

using Hermit.Files;
using Hermit.Memory;
using Hermit.Sync;

namespace Hermit.Platform;

/// <summary>
/// Memory by pages (System.Native's MMap and its relatives). Anonymous memory is reserved in a window of the address space and gets frames when it is
/// made accessible; a private mapping of a file is a copy of it. A shared mapping of a file is not supported.
/// </summary>
// SAFETY: the exports are called by the .NET libraries alone. Frames are mapped only where the table says that the caller owns the addresses.
internal static unsafe class Mappings
{
    private const int ProtectionNone = 0;
    private const int ProtectionWrite = 2;
    private const int ProtectionExecute = 4;
    private const int KnownProtection = 7;
    private const int FlagShared = 1;
    private const int FlagPrivate = 2;
    private const int FlagAnonymous = 0x10;
    private const int PageBytes = Page.Bytes;

    private static Mutex<RawYieldingLock, MappingTable> s_table = default;

    [RuntimeExport("SystemNative_MMap")]
    private static void* MMap(void* address, ulong length, int protection, int flags, nint descriptor, long offset)
    {
        FileError error = Map((nuint)length, protection, flags, (int)descriptor, offset, out nuint start);
        if (error == FileError.None)
        {
            return (void*)start;
        }

        Errno.Value = (int)error;
        return null;
    }

    [RuntimeExport("SystemNative_MUnmap")]
    private static int MUnmap(void* address, ulong length)
    {
        nuint bytes = RoundUp((nuint)length);
        using var table = s_table.Lock();
        if (!table.Value.TryRelease((nuint)address, bytes))
        {
            return Errno.Fail((int)FileError.Invalid);
        }

        Decommit((nuint)address, bytes);
        return 0;
    }

    [RuntimeExport("SystemNative_MProtect")]
    private static int MProtect(void* address, ulong length, int protection)
    {
        // Pages go from not accessible to readable and writable, once; that is what the libraries do.
        if ((protection & ProtectionWrite) == 0 || (protection & ProtectionExecute) != 0)
        {
            return Errno.Fail(Errno.NotSupported);
        }

        nuint start = (nuint)address;
        nuint bytes = RoundUp((nuint)length);
        using var table = s_table.Lock();
        if (start % PageBytes != 0 || !table.Value.Contains(start, bytes))
        {
            return Errno.Fail((int)FileError.OutOfMemory);
        }

        return TryCommit(start, bytes) ? 0 : Errno.Fail((int)FileError.OutOfMemory);
    }

    [RuntimeExport("SystemNative_MAdvise")]
    private static int MAdvise(void* address, ulong length, int advice)
    {
        // The one advice there is (1) keeps memory from the copies that fork(2) makes.
        return advice == 1 ? 0 : Errno.Fail((int)FileError.Invalid);
    }

    [RuntimeExport("SystemNative_MSync")]
    private static int MSync(void* address, ulong length, int flags) => Errno.Fail(Errno.NotSupported);

    [RuntimeExport("SystemNative_IsMemfdSupported")]
    private static int IsMemfdSupported() => 0;

    [RuntimeExport("SystemNative_MemfdCreate")]
    private static nint MemfdCreate(byte* name, int isReadOnly) => Errno.Fail(Errno.NotSupported);

    [RuntimeExport("SystemNative_ShmOpen")]
    private static nint ShmOpen(byte* name, int flags, int mode) => Errno.Fail(Errno.NotSupported);

    [RuntimeExport("SystemNative_ShmUnlink")]
    private static int ShmUnlink(byte* name) => Errno.Fail(Errno.NotSupported);

    private static FileError Map(nuint length, int protection, int flags, int descriptor, long offset, out nuint start)
    {
        start = 0;
        nuint bytes = RoundUp(length);
        bool anonymous = (flags & FlagAnonymous) != 0;
        if (bytes == 0 || bytes < length || (protection & ~KnownProtection) != 0 || (flags & ~(FlagShared | FlagPrivate | FlagAnonymous)) != 0)
        {
            return FileError.Invalid;
        }

        if ((protection & ProtectionExecute) != 0)
        {
            return FileError.AccessDenied;
        }

        if (!anonymous && (flags & FlagPrivate) == 0)
        {
            return FileError.NoDevice;
        }

        using (var table = s_table.Lock())
        {
            if (!table.Value.TryReserve(bytes, out start))
            {
                return FileError.OutOfMemory;
            }

            if (anonymous && protection == ProtectionNone)
            {
                return FileError.None;
            }

            if (!TryCommit(start, bytes))
            {
                Decommit(start, bytes);
                table.Value.TryRelease(start, bytes);
                return FileError.OutOfMemory;
            }
        }

        return anonymous ? FileError.None : CopyFile(descriptor, offset, start, bytes);
    }

    private static FileError CopyFile(int descriptor, long offset, nuint start, nuint bytes)
    {
        FileError error = FileError.None;
        int count = PageBytes;
        for (nuint done = 0; done < bytes && count == PageBytes && error == FileError.None; done += PageBytes)
        {
            error = FileSystem.ReadAt(descriptor, offset + (long)done, new Span<byte>((void*)(start + done), PageBytes), out count);
        }

        if (error != FileError.None)
        {
            MUnmap((void*)start, bytes);
        }

        return error;
    }

    // What was committed before memory ran out stays with the mapping, and goes with it.
    private static bool TryCommit(nuint start, nuint bytes)
    {
        for (nuint done = 0; done < bytes; done += PageBytes)
        {
            if (!AddressSpace.IsMapped(start + done) && !TryCommitPage(start + done))
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryCommitPage(nuint address)
    {
        if (!FrameAllocator.TryAllocate(PageBytes, PageBytes, out nuint frame))
        {
            return false;
        }

        new Span<byte>((void*)frame, PageBytes).Clear();
        if (AddressSpace.TryMap(address, frame, PageBytes))
        {
            return true;
        }

        FrameAllocator.Free(frame, PageBytes);
        return false;
    }

    private static void Decommit(nuint start, nuint bytes)
    {
        for (nuint done = 0; done < bytes; done += PageBytes)
        {
            AddressSpace.Release(start + done);
        }
    }

    private static nuint RoundUp(nuint bytes) => (bytes + PageBytes - 1) & ~(nuint)(PageBytes - 1);
}
