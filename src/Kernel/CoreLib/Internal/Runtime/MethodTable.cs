using System.Runtime.InteropServices;

namespace Internal.Runtime;

/// <summary>The head of what the compiler emits for each type (NativeAOT <c>MethodTable</c>): only as far as the kernel reads it.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct MethodTable
{
    private readonly uint _flags;
    private readonly uint _baseSize;
    private readonly unsafe MethodTable* _relatedType;
    private readonly ushort _vtableSlotCount;
    private readonly ushort _interfaceCount;
    private readonly uint _hashCode;
}
