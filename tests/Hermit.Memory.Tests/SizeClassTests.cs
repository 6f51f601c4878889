using Hermit.Memory;

using Xunit;

namespace Hermit.Memory.Tests;

public sealed class SizeClassTests
{
    [Fact]
    public void Every_size_has_the_smallest_class_that_holds_it()
    {
        for (int bytes = 0; bytes <= SizeClass.LargestBytes; bytes++)
        {
            int sizeClass = SizeClass.Of(bytes);
            Assert.InRange(sizeClass, 0, SizeClass.Count - 1);
            Assert.True(SizeClass.Bytes(sizeClass) >= bytes);
            Assert.True(sizeClass == 0 || SizeClass.Bytes(sizeClass - 1) < bytes);
        }
    }

    [Fact]
    public void Classes_grow_keep_the_alignment_and_end_at_the_largest()
    {
        for (int sizeClass = 0; sizeClass < SizeClass.Count; sizeClass++)
        {
            Assert.Equal(0, SizeClass.Bytes(sizeClass) % 16);
            Assert.True(sizeClass == 0 || SizeClass.Bytes(sizeClass) > SizeClass.Bytes(sizeClass - 1));
        }

        Assert.Equal(SizeClass.LargestBytes, SizeClass.Bytes(SizeClass.Count - 1));
    }
}
