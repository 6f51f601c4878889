namespace Hermit.Firmware.Tests;

/// <summary>The devices that a virtual machine monitor appends to the command line.</summary>
public sealed class MmioDescriptionTests
{
    [Theory]
    [InlineData("virtio_mmio.device=512@0xfeb00e00:12", 512, 0xFEB0_0E00, 12)]
    [InlineData("virtio_mmio.device=4K@0xd0000000:5", 4096, 0xD000_0000, 5)]
    [InlineData("virtio_mmio.device=0x200@4273995776:23", 512, 0xFEC0_0000, 23)]
    public void Is_parsed(string word, ulong size, ulong address, uint interrupt)
    {
        Assert.True(MmioDescription.TryParse(System.Text.Encoding.UTF8.GetBytes(word), out MmioDescription description));
        Assert.Equal((size, address, interrupt), (description.Size, description.Address, description.Interrupt));
    }

    [Theory]
    [InlineData("virtio_mmio.device=")]
    [InlineData("virtio_mmio.device=512@:12")]
    [InlineData("virtio_mmio.device=512@0x:12")]
    [InlineData("virtio_mmio.device=@0xfeb00e00:12")]
    [InlineData("virtio_mmio.device=512:0xfeb00e00@12")]
    [InlineData("virtio_mmio.device=512@0xfeb00e00")]
    [InlineData("virtio_mmio.device=0@0xfeb00e00:1")]
    [InlineData("virtio_mmio.device=512@0xfeb00g00:1")]
    [InlineData("virtio_mmio.device=512@0xfeb00e00:99999999")]
    [InlineData("virtio_mmio.device=16M@0xfeb00e00:1")]
    [InlineData("virtio_mmio.devices=512@0xfeb00e00:12")]
    public void Is_not_guessed(string word) => Assert.False(MmioDescription.TryParse(System.Text.Encoding.UTF8.GetBytes(word), out _));

    [Theory]
    [InlineData("a=b -- x y virtio_mmio.device=512@0xfeb00e00:12 virtio_mmio.device=512@0xfeb00c00:11", "a=b -- x y ")]
    [InlineData("virtio_mmio.device=512@0xfeb00e00:12", "")]
    [InlineData(" virtio_mmio.device=512@0xfeb00e00:12", " ")]
    [InlineData("a=b -- virtio_mmio.device=512@0xfeb00e00:12 x", "a=b -- virtio_mmio.device=512@0xfeb00e00:12 x")]
    [InlineData("a=b -- virtio_mmio.device=nonsense", "a=b -- virtio_mmio.device=nonsense")]
    [InlineData("", "")]
    [InlineData("   ", "   ")]
    public void Stands_behind_what_the_user_wrote(string commandLine, string user) =>
        Assert.Equal(user.Length, MmioDescription.UserLength(System.Text.Encoding.UTF8.GetBytes(commandLine)));

    [Fact]
    public void Every_device_is_found()
    {
        ReadOnlySpan<byte> words = "virtio_mmio.device=512@0xfeb00e00:12  virtio_mmio.device=512@0xfeb00c00:11"u8;
        Assert.True(MmioDescription.TryFind(words, 0, out MmioDescription first) && first.Interrupt == 12);
        Assert.True(MmioDescription.TryFind(words, 1, out MmioDescription second) && second.Interrupt == 11);
        Assert.False(MmioDescription.TryFind(words, 2, out _));
    }

    [Fact]
    public void No_text_harms()
    {
        var random = new Random(1);
        byte[] text = "virtio_mmio.device=512@0xfeb00e00:12 virtio_mmio.device=4K@0xd0000000:5"u8.ToArray();
        for (int i = 0; i < 100_000; i++)
        {
            byte[] damaged = (byte[])text.Clone();
            for (int change = random.Next(4); change >= 0; change--)
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            int length = MmioDescription.UserLength(damaged.AsSpan(0, random.Next(damaged.Length)));
            Assert.InRange(length, 0, damaged.Length);
            for (int number = 0; MmioDescription.TryFind(damaged, number, out _); number++)
                Assert.InRange(number, 0, 2);
        }
    }
}
