namespace Hermit.Files;

/// <summary>What is known of a process that does not exist, for tests.</summary>
internal static class ProcessInformation
{
    /// <summary>What the tests say that runs.</summary>
    public static uint[] Threads { get; set; } = [1, 2];

    public static ReadOnlySpan<byte> Name => "tested"u8;

    public static int GetThreads(Span<uint> threads)
    {
        Threads.CopyTo(threads);
        return Threads.Length;
    }

    public static int Write(GeneratedFile what, uint argument, Span<byte> destination)
    {
        var text = new TextBuilder(destination);
        text.Write((long)what);
        text.Write(" "u8);
        text.Write(argument);
        return text.Length;
    }
}
