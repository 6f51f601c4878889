using System;

using Hermit;

namespace Internal.Runtime.CompilerHelpers;

/// <summary>Known to the compiler: what a metadata token becomes. The kernel has no reflection, so none is ever executed.</summary>
internal static class LdTokenHelpers
{
    private static RuntimeTypeHandle GetRuntimeTypeHandle(nint type)
    {
        Panic.Fail("type token");
        return default;
    }

    private static RuntimeMethodHandle GetRuntimeMethodHandle(nint method)
    {
        Panic.Fail("method token");
        return default;
    }

    private static RuntimeFieldHandle GetRuntimeFieldHandle(nint field)
    {
        Panic.Fail("field token");
        return default;
    }

    private static Type GetRuntimeType(nint type)
    {
        Panic.Fail("type token");
        return default!;
    }
}
