using System.Runtime.CompilerServices;

/// <summary>Exceptions that pass five frames.</summary>
internal static class Exceptions
{
    public static void ThrowAndCatch()
    {
        int caught = 0;
        for (int i = 0; i < 20_000; i++)
        {
            try
            {
                Throw(5);
            }
            catch (InvalidOperationException)
            {
                caught++;
            }
        }

        Check.That(caught == 20_000);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Throw(int depth) => depth == 0 ? throw new InvalidOperationException() : Throw(depth - 1) + 1;
}
