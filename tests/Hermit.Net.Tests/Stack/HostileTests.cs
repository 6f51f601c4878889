using Hermit.Net.Tests.Machines;

using Xunit;
using Xunit.Abstractions;

namespace Hermit.Net.Tests.Stack;

/// <summary>
/// Random and mutated frames into a machine with everything in use. Mutations start from frames that real traffic between two machines made; checksums are put right in half of them, so that damage gets past the first check.
/// <c>HERMIT_TEST_EFFORT=100</c> makes it 24 million frames.
/// </summary>
public class HostileTests(ITestOutputHelper output)
{
    private static int FramesPerSeed => 60_000 * Effort.Factor;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Frames_of_every_kind_of_damage_do_no_harm(int seed)
    {
        output.WriteLine($"seed {seed}, {FramesPerSeed} frames");
        var random = new Random(seed);
        byte[][] corpus = HostileFrames.Real();
        var victim = new Victim();
        for (int i = 0; i < FramesPerSeed; i++)
        {
            victim.Wire.Inject(HostileFrames.Mutate(random, corpus));
            if (i % 64 == 63)
            {
                victim.World.Run(random.Next(100) == 0 ? 5 : 0.0005);
                victim.Check();
                victim.Wire.Log.Clear();
            }

            if (i % 4096 == 4095)
            {
                victim.Drain();
            }
        }

        victim.Finish();
    }
}
