namespace Sample;

internal static class Counter
{
    [ThreadStatic]
    private static int t_value;

    public static int Next() => ++t_value;
}
