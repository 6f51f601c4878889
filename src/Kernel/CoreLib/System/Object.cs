using System.Runtime.InteropServices;

using Internal.Runtime;

namespace System;

/// <summary>The root of the type system. Kernel objects are frozen at compile time: there is no allocator behind <c>new</c>.</summary>
public class Object
{
    // The compiler lays an object out as a pointer to its MethodTable followed by its fields.
    private unsafe MethodTable* m_pEEType;

    /// <summary>Makes an object.</summary>
    public Object()
    {
    }

    [StructLayout(LayoutKind.Sequential)]
    private class RawData
    {
        public byte Data;
    }

    internal unsafe MethodTable* GetMethodTable() => m_pEEType;
}
