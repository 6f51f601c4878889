using System.Runtime.InteropServices;

namespace Hermit.Guest.Language;

/// <summary>IDynamicInterfaceCastable: an object that takes on interfaces at run time.</summary>
internal static class Dynamic
{
    public static GuestCase[] Cases => [new("dynamic-interface", CastAtRunTime)];

    private static void CastAtRunTime()
    {
        object chameleon = new Chameleon();
        Console.WriteLine($"{chameleon is IColoured} {chameleon is IShape}");
        var coloured = (IColoured)chameleon;
        Console.WriteLine(coloured.Colour());
        for (int i = 0; i < 3; i++)
            Console.WriteLine(((IColoured)chameleon).Shade(i));
        Attempt.Print("refused", () => Console.WriteLine(((IShape)chameleon).Area));
    }

    private interface IColoured
    {
        string Colour();

        string Shade(int level);
    }

    [DynamicInterfaceCastableImplementation]
    private interface IColouredImplementation : IColoured
    {
        string IColoured.Colour() => $"colour of {((Chameleon)(object)this).Name}";

        string IColoured.Shade(int level) => $"shade {level}";
    }

    private sealed class Chameleon : IDynamicInterfaceCastable
    {
        public string Name => "chameleon";

        public bool IsInterfaceImplemented(RuntimeTypeHandle interfaceType, bool throwIfNotImplemented)
        {
            if (interfaceType.Equals(typeof(IColoured).TypeHandle))
                return true;
            return throwIfNotImplemented ? throw new InvalidCastException("not that interface") : false;
        }

        public RuntimeTypeHandle GetInterfaceImplementation(RuntimeTypeHandle interfaceType) => typeof(IColouredImplementation).TypeHandle;
    }
}
