/// <summary>Interface calls at one site, on receivers of ten types in turn.</summary>
internal static class Dispatch
{
    private interface IShape
    {
        int Sides(int more);
    }

    public static void TenTypes()
    {
        IShape[] shapes = [new A(), new B(), new C(), new D(), new E(), new F(), new G(), new H(), new I(), new J()];
        long sum = 0;
        for (int round = 0; round < 1_000_000; round++)
        {
            foreach (IShape shape in shapes)
                sum += shape.Sides(round & 1);
        }

        Check.That(sum == 60_000_000);
    }

    private sealed class A : IShape { public int Sides(int more) => 1 + more; }

    private sealed class B : IShape { public int Sides(int more) => 2 + more; }

    private sealed class C : IShape { public int Sides(int more) => 3 + more; }

    private sealed class D : IShape { public int Sides(int more) => 4 + more; }

    private sealed class E : IShape { public int Sides(int more) => 5 + more; }

    private sealed class F : IShape { public int Sides(int more) => 6 + more; }

    private sealed class G : IShape { public int Sides(int more) => 7 + more; }

    private sealed class H : IShape { public int Sides(int more) => 8 + more; }

    private sealed class I : IShape { public int Sides(int more) => 9 + more; }

    private sealed class J : IShape { public int Sides(int more) => 10 + more; }
}
