using System.Diagnostics;

using Hermit.Net.Tests.Machines;

namespace Hermit.Net.Fuzzing;

/// <summary>
/// Feeds sequences of frames to a machine with everything in use, and keeps those that lead to code which none before has reached: they are damaged further.
/// The machine is replaced now and then, having given back everything.
/// </summary>
public static class FuzzSession
{
    private const int SequencesPerMachine = 20_000;

    /// <summary>Runs for some seconds.</summary>
    /// <param name="seconds">How long.</param>
    /// <param name="seed">Where chance begins.</param>
    /// <param name="corpus">A file of sequences to begin with.</param>
    /// <param name="result">The file for those that reached new code, one after the other.</param>
    /// <param name="failure">The file for the last sequences, should one fail.</param>
    /// <param name="begin">Called before a sequence is fed.</param>
    /// <param name="takeNews">Called when it was: 0 if all it did was known, 2 if it has reached code that none before had, 1 if only more often.</param>
    /// <param name="known">Called when all was fed that there is to begin with.</param>
    /// <returns>How many sequences were fed, and how many reached new code.</returns>
    public static (int Fed, int Kept) Run(double seconds, int seed, string corpus, string result, string failure, Action begin, Func<int> takeNews, Action known)
    {
        var random = new Random(seed);
        byte[][] real = HostileFrames.Real();
        List<byte[][]> sequences = [.. FrameSequences.Load(corpus), .. real.Select(frame => new[] { frame }), .. real.Chunk(4)];
        List<byte[][]> kept = [], last = [];
        int first = sequences.Count, fed = 0;
        var victim = new Victim();
        try
        {
            for (var clock = Stopwatch.StartNew(); fed < first || clock.Elapsed.TotalSeconds < seconds; fed++)
            {
                byte[][] frames = fed < first ? sequences[fed] : FrameSequences.Mutate(random, sequences, real);
                last.Add(frames);
                begin();
                Feed(victim, frames, random);
                int news = takeNews();
                if (news > 1)
                    kept.Add(frames);
                if (news > 0 && fed >= first)
                    sequences.Add(frames);

                if (fed == first - 1)
                    known();
                if (fed % SequencesPerMachine == SequencesPerMachine - 1)
                {
                    victim.Finish();
                    victim = new Victim();
                    last.Clear();
                }
            }

            victim.Finish();
        }
        catch
        {
            FrameSequences.Save(failure, last);
            throw;
        }

        FrameSequences.Save(result, kept);
        return (fed, kept.Count);
    }

    private static void Feed(Victim victim, byte[][] frames, Random random)
    {
        foreach (byte[] frame in frames)
        {
            victim.Wire.Inject(frame);
            victim.World.Run(0.0005);
        }

        victim.Check();
        victim.Wire.Log.Clear();
        switch (random.Next(500))
        {
            case 0:
                victim.World.Run(5);
                break;
            case < 10:
                victim.Drain();
                break;
        }
    }
}
