using Hermit.Devices;

namespace Hermit.Machine.Tests;

public sealed class ByteRingTests
{
    [Fact]
    public void Gives_bytes_in_the_order_in_which_they_came_however_often_it_goes_round()
    {
        ByteRing ring = default;
        Queue<byte> expected = new();
        Random random = new(1);
        for (int step = 0; step < 200_000; step++)
        {
            if (random.Next(100) < (step / 10_000 % 2 == 0 ? 70 : 30) && !ring.IsFull)
            {
                byte value = (byte)random.Next();
                ring.Add(value);
                expected.Enqueue(value);
            }
            else if (!ring.IsEmpty)
            {
                Assert.Equal(expected.Peek(), ring.Peek());
                Assert.Equal(expected.Dequeue(), ring.Take());
            }

            Assert.Equal(expected.Count == 0, ring.IsEmpty);
            Assert.Equal(expected.Count == 4096, ring.IsFull);
        }
    }
}
