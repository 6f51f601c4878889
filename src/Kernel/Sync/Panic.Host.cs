using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Hermit;

/// <summary>What a broken invariant ends in. In the kernel the machine stops; on the host the thread gets an exception that nothing but a test should catch.</summary>
public static partial class Panic
{
    /// <summary>Throws a <see cref="PanicException"/> with <paramref name="message"/>.</summary>
    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Fail(ReadOnlySpan<char> message)
    {
        BeforeUnwinding();
        throw new PanicException(message.ToString());
    }

    /// <summary>Panics when <paramref name="condition"/> does not hold.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Unless([DoesNotReturnIf(false)] bool condition, string message)
    {
        if (!condition)
        {
            Fail(message);
        }
    }

    // Checked builds implement it (Checked/).
    static partial void BeforeUnwinding();
}
