using System;

using Hermit.Abi;
using Hermit.Descriptors;
using Hermit.Files;
using Hermit.Memory;
using Hermit.Scheduling;

namespace Hermit.Platform;

/// <summary>
/// Memory by pages (System.Native's MMap and its relatives). Anonymous memory is reserved in a window of the address space and gets frames when it is
/// made accessible; a private mapping of a file is a copy of it, and a shared one shows the pages that the file itself consists of.
/// </summary>
internal static class Mappings
{
    private const int ProtectionNone = 0;
    private const int ProtectionWrite = 2;
    private const int ProtectionExecute = 4;
    private const int KnownProtection = 7;
    private const int FlagShared = 1;
    private const int FlagPrivate = 2;
    private const int FlagAnonymous = 0x10;
    private const int PageBytes = Page.Bytes;

    private static SleepMutex<MappingTable> s_table;

    [Export("SystemNative_MMap")]
    internal static nuint MMap(nuint address, ulong length, int protection, int flags, int descriptor, long offset)
    {
        SystemError error = Map((nuint)length, protection, flags, descriptor, offset, out nuint start);
        return error == SystemError.None ? start : Errno.Fail(error, (nuint)0);
    }

    [Export("SystemNative_MUnmap")]
    internal static SystemError MUnmap(nuint address, ulong length)
    {
        nuint bytes = RoundUp((nuint)length);
        using var table = s_table.Lock();
        if (!table.Value.TryRelease(address, bytes, out FileView view))
        {
            return SystemError.Invalid;
        }

        if (view.IsNone)
        {
            ProgramWindow.Decommit(address, bytes);
        }
        else
        {
            FileSystem.Hide(view);
        }

        return SystemError.None;
    }

    [Export("SystemNative_MProtect")]
    internal static SystemError MProtect(nuint address, ulong length, int protection)
    {
        // Pages go from not accessible to readable and writable, once; that is what the libraries do.
        if ((protection & ProtectionWrite) == 0 || (protection & ProtectionExecute) != 0)
        {
            return SystemError.NotSupported;
        }

        nuint bytes = RoundUp((nuint)length);
        using var table = s_table.Lock();
        return address % PageBytes == 0 && table.Value.Contains(address, bytes) && ProgramWindow.TryCommit(address, bytes)
            ? SystemError.None
            : SystemError.OutOfMemory;
    }

    [Export("SystemNative_MAdvise")]
    internal static SystemError MAdvise(nuint address, ulong length, int advice)
    {
        // The one advice there is (1) keeps memory from the copies that fork(2) makes.
        return advice == 1 ? SystemError.None : SystemError.Invalid;
    }

    [Export("SystemNative_MSync")]
    internal static SystemError MSync(nuint address, ulong length, int flags)
    {
        // A shared mapping is the file: there is nothing to bring there. What is not mapped is Linux's ENOMEM.
        using var table = s_table.Lock();
        return table.Value.Contains(address, RoundUp((nuint)length)) ? SystemError.None : SystemError.OutOfMemory;
    }

    [Export("SystemNative_IsMemfdSupported")]
    internal static bool IsMemfdSupported() => false;

    [Export("SystemNative_MemfdCreate")]
    internal static SystemError MemfdCreate([Text] ReadOnlySpan<byte> name, int isReadOnly) => SystemError.NotSupported;

    [Export("SystemNative_ShmOpen")]
    internal static SystemError ShmOpen([Text] ReadOnlySpan<byte> name, int flags, int mode) => SystemError.NotSupported;

    [Export("SystemNative_ShmUnlink")]
    internal static SystemError ShmUnlink([Text] ReadOnlySpan<byte> name) => SystemError.NotSupported;

    private static SystemError Map(nuint length, int protection, int flags, int descriptor, long offset, out nuint start)
    {
        start = 0;
        nuint bytes = RoundUp(length);
        bool anonymous = (flags & FlagAnonymous) != 0;
        if (bytes == 0 || bytes < length || (protection & ~KnownProtection) != 0 || (flags & ~(FlagShared | FlagPrivate | FlagAnonymous)) != 0)
        {
            return SystemError.Invalid;
        }

        if ((protection & ProtectionExecute) != 0)
        {
            return SystemError.AccessDenied;
        }

        if (!anonymous && (flags & FlagShared) != 0)
        {
            return MapShared(bytes, (protection & ProtectionWrite) != 0, descriptor, offset, out start);
        }

        using (var table = s_table.Lock())
        {
            if (!table.Value.TryReserve(bytes, out start))
            {
                return SystemError.OutOfMemory;
            }

            if (anonymous && protection == ProtectionNone)
            {
                return SystemError.None;
            }

            if (!ProgramWindow.TryCommit(start, bytes))
            {
                ProgramWindow.Decommit(start, bytes);
                table.Value.TryRelease(start, bytes, out _);
                return SystemError.OutOfMemory;
            }
        }

        return anonymous ? SystemError.None : CopyFile(descriptor, offset, start, bytes);
    }

    private static SystemError MapShared(nuint bytes, bool isWritable, int descriptor, long offset, out nuint start)
    {
        using var table = s_table.Lock();
        if (!table.Value.TryReserve(bytes, out start))
        {
            return SystemError.OutOfMemory;
        }

        SystemError error = DescriptorTable.Show(descriptor, offset, start, bytes / PageBytes, isWritable, out FileView view);
        if (error == SystemError.None)
        {
            table.Value.SetView(start, view);
        }
        else
        {
            table.Value.TryRelease(start, bytes, out _);
            start = 0;
        }

        return error;
    }

    private static SystemError CopyFile(int descriptor, long offset, nuint start, nuint bytes)
    {
        Span<byte> page = stackalloc byte[PageBytes];
        SystemError error = SystemError.None;
        int count = PageBytes;
        for (nuint done = 0; done < bytes && count == PageBytes && error == SystemError.None; done += PageBytes)
        {
            error = DescriptorTable.ReadAt(descriptor, offset + (long)done, page, out count);
            ProgramWindow.Write(start + done, page.Slice(0, count));
        }

        if (error != SystemError.None)
        {
            MUnmap(start, bytes);
        }

        return error;
    }

    private static nuint RoundUp(nuint bytes) => (bytes + PageBytes - 1) & ~(nuint)(PageBytes - 1);
}
