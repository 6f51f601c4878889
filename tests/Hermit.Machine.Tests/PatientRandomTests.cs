namespace Hermit.Machine.Tests;

/// <summary>A generator in the CPU that runs dry, or is broken, must never lead to bytes that it did not deliver.</summary>
public sealed class PatientRandomTests
{
    [Fact]
    public void Fills_every_byte_and_no_more()
    {
        Generator.Failures = 0;
        byte[] buffer = new byte[21];
        Assert.True(PatientRandom<Generator>.TryFill(buffer.AsSpan(1, 19)));
        Assert.Equal([0, .. Enumerable.Repeat((byte)0xA5, 19), 0], buffer);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(17)]
    public void Waits_for_a_generator_that_has_run_dry(int failures)
    {
        Generator.Failures = failures;
        Generator.Waits = 0;
        byte[] buffer = new byte[8];
        Assert.True(PatientRandom<Generator>.TryFill(buffer));
        Assert.All(buffer, value => Assert.Equal(0xA5, value));
        Assert.Equal((1 << failures) - 1, Generator.Waits);
    }

    [Fact]
    public void Gives_up_on_a_broken_generator()
    {
        Generator.Failures = int.MaxValue;
        Assert.False(PatientRandom<Generator>.TryFill(new byte[8]));
    }

    [Fact]
    public void Does_not_ask_a_CPU_without_one()
    {
        Assert.False(PatientRandom<Missing>.TryFill(new byte[8]));
        Assert.True(PatientRandom<Missing>.TryFill([]));
    }

    private readonly struct Generator : IRandomInstruction
    {
        [ThreadStatic]
        public static int Failures;

        [ThreadStatic]
        public static int Waits;

        public static bool IsAvailable => true;

        public static bool TryNext(out ulong value)
        {
            value = 0xA5A5_A5A5_A5A5_A5A5;
            return Failures == 0 || --Failures < 0;
        }

        public static void Wait() => Waits++;
    }

    private readonly struct Missing : IRandomInstruction
    {
        public static bool IsAvailable => false;

        public static bool TryNext(out ulong value) => throw new InvalidOperationException();

        public static void Wait() => throw new InvalidOperationException();
    }
}
