using Hermit;

using Internal.Runtime;

namespace System.Runtime;

/// <summary>Known to the compiler: where casts of objects go. The kernel makes none, so none is ever executed.</summary>
internal static class TypeCast
{
    private static unsafe object IsInstanceOfAny(MethodTable* type, object value)
    {
        Panic.Fail("object cast");
        return value;
    }

    private static unsafe object IsInstanceOfInterface(MethodTable* type, object value)
    {
        Panic.Fail("object cast");
        return value;
    }

    private static unsafe object IsInstanceOfClass(MethodTable* type, object value)
    {
        Panic.Fail("object cast");
        return value;
    }

    private static unsafe object CheckCastAny(MethodTable* type, object value)
    {
        Panic.Fail("object cast");
        return value;
    }

    private static unsafe object CheckCastInterface(MethodTable* type, object value)
    {
        Panic.Fail("object cast");
        return value;
    }

    private static unsafe object CheckCastClass(MethodTable* type, object value)
    {
        Panic.Fail("object cast");
        return value;
    }

    private static unsafe object CheckCastClassSpecial(MethodTable* type, object value)
    {
        Panic.Fail("object cast");
        return value;
    }

    private static unsafe object IsInstanceOfException(MethodTable* type, object value)
    {
        Panic.Fail("object cast");
        return value;
    }
}
