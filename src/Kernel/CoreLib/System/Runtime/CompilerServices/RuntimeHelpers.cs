namespace System.Runtime.CompilerServices;

/// <summary>What the compiler asks of the runtime.</summary>
public static class RuntimeHelpers
{
    /// <summary>Copies constant data into a new array: the compiler evaluates it.</summary>
    [Intrinsic]
    public static void InitializeArray(Array array, RuntimeFieldHandle fieldHandle) => ThrowHelper.NoValue();

    /// <summary>A view of constant data: the compiler supplies the body.</summary>
    [Intrinsic]
    public static ReadOnlySpan<T> CreateSpan<T>(RuntimeFieldHandle fieldHandle)
    {
        ThrowHelper.NoValue();
        return default;
    }

    /// <summary>Whether the type is a reference or holds one.</summary>
    [Intrinsic]
    public static bool IsReferenceOrContainsReferences<T>()
        where T : allows ref struct
    {
        ThrowHelper.NoValue();
        return true;
    }

    /// <summary>The distance from the start of a string to its first code unit, in bytes.</summary>
    public static int OffsetToStringData
    {
        [Intrinsic]
        get => 12;
    }
}
