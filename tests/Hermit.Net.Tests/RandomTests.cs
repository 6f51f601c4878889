using Xunit;

namespace Hermit.Net.Tests;

/// <summary>Published test vectors of the primitives behind ports, identifiers and keys.</summary>
public class RandomTests
{
    [Fact]
    public void SipHash_2_4_of_the_papers_example()
    {
        // Aumasson and Bernstein, appendix A: key 00..0f, message 00..0e.
        var hash = new SipHash(0x0706050403020100, 0x0F0E0D0C0B0A0908);
        byte[] message = [.. Enumerable.Range(0, 15).Select(i => (byte)i)];
        Assert.Equal(0xA129CA6149BE45E5ul, hash.Hash(message));
    }

    [Fact]
    public void Table_hashes_of_words_and_of_bytes_agree()
    {
        var hash = new SipHash(1, 2);
        byte[] bytes = [.. BitConverter.GetBytes(3ul), .. BitConverter.GetBytes(4ul)];
        Assert.Equal(hash.ForTable(bytes), hash.ForTable(3, 4));
        bytes = [.. bytes, .. BitConverter.GetBytes(5ul), .. BitConverter.GetBytes(6ul)];
        Assert.Equal(hash.ForTable(bytes), hash.ForTable(3, 4, 5, 6));
    }

    [Fact]
    public void ChaCha20_block_of_the_zero_key()
    {
        // RFC 8439, appendix A.1, test vector 1: the keystream of key 0, counter 0, nonce 0. Its second half is what is given out first.
        var random = new RandomSource(new byte[32]);
        byte[] bytes = new byte[32];
        random.Fill(bytes);
        Assert.Equal("da41597c5157488d7724e03fb8d84a376a43b8f41518a11cc387b669b2ee6586", Convert.ToHexStringLower(bytes));
    }

    [Fact]
    public void Numbers_below_a_bound_reach_every_value()
    {
        RandomSource random = RandomSource.FromNumber(1);
        Assert.Equal(Enumerable.Range(0, 10).Select(i => (uint)i), Enumerable.Range(0, 1000).Select(_ => random.NextBelow(10)).Distinct().Order());
    }
}
