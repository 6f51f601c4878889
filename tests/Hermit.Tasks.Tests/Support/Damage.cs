using System.Diagnostics;
using Hermit.Tasks.Diagnostics;

namespace Hermit.Tasks.Tests.Support;

/// <summary>Cuts and flips bits of files, and checks what an operation makes of them.</summary>
internal static class Damage
{
    /// <summary>Longer than any case takes on a busy machine.</summary>
    private static readonly TimeSpan s_hang = TimeSpan.FromSeconds(20);

    /// <summary>Copies of <paramref name="sample"/>: a quarter truncated, the others with some bits flipped.</summary>
    public static IEnumerable<byte[]> Cases(byte[] sample, int count, int seed)
    {
        var random = new Random(seed);
        for (int i = 0; i < count; i++)
        {
            if (i % 4 == 0)
            {
                yield return sample[..random.Next(sample.Length)];
                continue;
            }
            byte[] damaged = (byte[])sample.Clone();
            // Tables stand at both ends of a file: half of the flips go there.
            for (int flips = 1 << random.Next(5); flips > 0; flips--)
            {
                int place = random.Next(4) switch
                {
                    0 => random.Next(Math.Min(128, sample.Length)),
                    1 => sample.Length - 1 - random.Next(sample.Length / 4),
                    _ => random.Next(sample.Length),
                };
                damaged[place] ^= (byte)(1 << random.Next(8));
            }
            yield return damaged;
        }
    }

    /// <summary>
    /// Runs <paramref name="operation"/>, which says whether it succeeded, in <paramref name="folder"/>. It succeeds, or
    /// there is an error with a code and the outputs are as they were; it neither throws, hangs nor takes memory that the
    /// file does not justify.
    /// </summary>
    public static bool AssertContained(TemporaryFolder folder, byte[] input, string[] outputs, Func<DiagnosticBag, bool> operation)
    {
        foreach (string output in outputs)
            folder.Write(output, "old");
        string[] before = folder.Files;
        var diagnostics = new DiagnosticBag();
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        bool succeeded = operation(diagnostics);
        Assert.True(Stopwatch.GetElapsedTime(start) < s_hang, "it hangs");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - allocated, 0, (64 << 20) + 64L * input.Length);

        Assert.Equal(!succeeded, diagnostics.HasErrors);
        Assert.All(diagnostics, diagnostic => Assert.StartsWith("HERMIT1", diagnostic.Code, StringComparison.Ordinal));
        Assert.Equal(before, folder.Files);
        if (!succeeded)
            Assert.All(outputs, output => Assert.Equal("old", File.ReadAllText(folder[output])));
        return succeeded;
    }
}
