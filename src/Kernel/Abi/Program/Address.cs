using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hermit.Abi;

/// <summary>Addresses as numbers, for structures that hold pointers for the program. A number gives no access to what is there.</summary>
public static class Address
{
    /// <summary>Where a span begins.</summary>
    public static nuint Of(ReadOnlySpan<byte> span)
    {
        // SAFETY: the address is only looked at.
        unsafe
        {
            return (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(span));
        }
    }
}
