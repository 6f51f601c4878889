using Internal.Runtime;

namespace System.Runtime.InteropServices;

/// <summary>Known to the compiler: types that decide on interfaces at run time. The kernel has none.</summary>
internal interface IDynamicInterfaceCastable
{
    private static unsafe nint GetDynamicInterfaceImplementation(IDynamicInterfaceCastable instance, MethodTable* interfaceType, ushort slot) => 0;
}
