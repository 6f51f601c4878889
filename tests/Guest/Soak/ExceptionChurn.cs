namespace Hermit.Guest.Soak;

/// <summary>Exceptions through filters and finally blocks that allocate, and those that the processor raises.</summary>
internal static class ExceptionChurn
{
    private const int Throws = 200;

    public static void Step()
    {
        int caught = 0, finals = 0;
        for (int i = 0; i < Throws; i++)
        {
            try
            {
                Throw(5, ref finals);
            }
            catch (InvalidOperationException exception) when (exception.Message == "deep")
            {
                caught++;
            }
        }

        BrokenInvariantException.Unless(caught == Throws && finals == Throws * 5, $"{caught} exceptions were caught, and {finals} blocks run");
    }

    public static void StepOfFaults()
    {
        int caught = 0;
        for (int i = 0; i < Throws; i++)
        {
            try
            {
                string? text = i < 0 ? "" : null;
                int zero = i < 0 ? 1 : 0;
                caught += (i & 1) == 0 ? text!.Length : i / zero;
            }
            catch (Exception exception) when (exception is NullReferenceException or DivideByZeroException)
            {
                caught++;
            }
        }

        BrokenInvariantException.Unless(caught == Throws, $"{caught} faults were caught");
    }

    private static void Throw(int depth, ref int finals)
    {
        if (depth == 0)
            throw new InvalidOperationException("deep");
        try
        {
            Throw(depth - 1, ref finals);
        }
        finally
        {
            finals++;
            GC.KeepAlive(new byte[100]);
        }
    }
}
