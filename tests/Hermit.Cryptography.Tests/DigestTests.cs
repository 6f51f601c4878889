using System.Runtime.InteropServices;
using System.Text;

using Xunit;

namespace Hermit.Cryptography.Tests;

/// <summary>The digests against published examples and against real .NET.</summary>
public sealed class DigestTests
{
    private const string TwoBlocks = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";

    public static TheoryData<DigestAlgorithm> Algorithms => [.. Reference.Algorithms];

    // RFC 1321, A.5; FIPS 180-4 and FIPS 202 examples of csrc.nist.gov.
    [Theory]
    [InlineData(DigestAlgorithm.Md5, "", "D41D8CD98F00B204E9800998ECF8427E")]
    [InlineData(DigestAlgorithm.Md5, "abc", "900150983CD24FB0D6963F7D28E17F72")]
    [InlineData(DigestAlgorithm.Sha1, "abc", "A9993E364706816ABA3E25717850C26C9CD0D89D")]
    [InlineData(DigestAlgorithm.Sha1, TwoBlocks, "84983E441C3BD26EBAAE4AA1F95129E5E54670F1")]
    [InlineData(DigestAlgorithm.Sha256, "", "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855")]
    [InlineData(DigestAlgorithm.Sha256, "abc", "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD")]
    [InlineData(DigestAlgorithm.Sha256, TwoBlocks, "248D6A61D20638B8E5C026930C3E6039A33CE45964FF2167F6ECEDD419DB06C1")]
    [InlineData(DigestAlgorithm.Sha384, "abc", "CB00753F45A35E8BB5A03D699AC65007272C32AB0EDED1631A8B605A43FF5BED8086072BA1E7CC2358BAECA134C825A7")]
    [InlineData(DigestAlgorithm.Sha512, "abc", "DDAF35A193617ABACC417349AE20413112E6FA4E89A97EA20A9EEEE64B55D39A2192992A274FC1A836BA3C23A3FEEBBD454D4423643CE80E2A9AC94FA54CA49F")]
    [InlineData(DigestAlgorithm.Sha3With256Bits, "", "A7FFC6F8BF1ED76651C14756A061D662F580FF4DE43B49FA82D80A4B80F8434A")]
    [InlineData(DigestAlgorithm.Sha3With256Bits, "abc", "3A985DA74FE225B2045C172D6BD390BD855F086E3E9D525B46BFE24511431532")]
    [InlineData(DigestAlgorithm.Sha3With512Bits, "abc", "B751850B1A57168A5693CD924B6B096E08F621827444F70D884F5D0240D2712E10E116E9192AF3C91A7EC57647E3934057340B4CF408D5A56592F8274EEC53F0")]
    [InlineData(DigestAlgorithm.Shake128, "", "7F9C2BA4E88F827D616045507605853ED73B8093F6EFBC88EB1A6EACFA66EF26")]
    [InlineData(DigestAlgorithm.Shake256, "", "46B9DD2B0BA88D13233B3FEB743EEB243FCD52EA62B81B82B50C27646ED5762FD75DC4DDD8C0F200CB05019D67B592F6FC821C49479AB48640292EACB3B7C4BE")]
    public void Gives_what_the_standard_publishes(DigestAlgorithm algorithm, string text, string expected)
    {
        Assert.Equal(expected, Convert.ToHexString(Compute(algorithm, Encoding.ASCII.GetBytes(text), algorithm.HashBytes())));
    }

    // FIPS 180-4's long example.
    [Fact]
    public void Digests_a_million_letters()
    {
        byte[] letters = new byte[1_000_000];
        Array.Fill(letters, (byte)'a');
        Assert.Equal("CDC76E5C9914FB9281A1C7E284D73E67F1809A48A497200E046D39CCC7112CD0", Convert.ToHexString(Compute(DigestAlgorithm.Sha256, letters, 32)));
        Assert.Equal("34AA973CD4C4DAA4F61EEB2BDBAD27316534016F", Convert.ToHexString(Compute(DigestAlgorithm.Sha1, letters, 20)));
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Every_length_around_the_blocks_gives_what_dotnet_gives(DigestAlgorithm algorithm)
    {
        var random = new Random(1);
        for (int length = 0; length <= (2 * DigestAlgorithms.MostBlockBytes) + 2; length++)
        {
            byte[] data = Reference.Bytes(random, length);
            Assert.Equal(Reference.Hash(algorithm, data, algorithm.HashBytes()), Compute(algorithm, data, algorithm.HashBytes()));
        }
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Pieces_of_any_length_give_what_the_whole_gives(DigestAlgorithm algorithm)
    {
        var random = new Random(2);
        for (int round = 0; round < 200; round++)
        {
            byte[] data = Reference.Bytes(random, random.Next(3000));
            var digest = new Digest(algorithm);
            byte[] hash = new byte[algorithm.HashBytes()];
            int position = 0;
            while (position < data.Length)
            {
                int count = random.Next(Math.Min(data.Length - position, random.Next(2) == 0 ? 20 : 400) + 1);
                digest.Append(data.AsSpan(position, count));
                position += count;
                if (random.Next(8) == 0)
                {
                    digest.Current(hash);
                    Assert.Equal(Reference.Hash(algorithm, data[..position], hash.Length), hash);
                }
            }

            digest.Finish(hash);
            Assert.Equal(Reference.Hash(algorithm, data, hash.Length), hash);

            digest.Begin();
            digest.Append(data);
            digest.Finish(hash);
            Assert.Equal(Reference.Hash(algorithm, data, hash.Length), hash);
        }
    }

    // NIST's Monte Carlo test: each digest is the data of the next.
    [Theory]
    [MemberData(nameof(Algorithms))]
    public void A_long_chain_of_digests_ends_where_dotnet_ends(DigestAlgorithm algorithm)
    {
        byte[] mine = new byte[algorithm.HashBytes()];
        byte[] expected = new byte[mine.Length];
        for (int i = 0; i < 2000; i++)
        {
            mine = Compute(algorithm, mine, mine.Length);
            expected = Reference.Hash(algorithm, expected, expected.Length);
        }

        Assert.Equal(expected, mine);
    }

    [Theory]
    [InlineData(DigestAlgorithm.Shake128)]
    [InlineData(DigestAlgorithm.Shake256)]
    public void Output_taken_in_pieces_is_the_output_taken_at_once(DigestAlgorithm algorithm)
    {
        var random = new Random(3);
        for (int round = 0; round < 50; round++)
        {
            byte[] data = Reference.Bytes(random, random.Next(500));
            byte[] whole = Compute(algorithm, data, 2000);
            byte[] pieces = new byte[whole.Length];
            var digest = new Digest(algorithm);
            digest.Append(data);
            for (int position = 0; position < pieces.Length;)
            {
                int count = random.Next(Math.Min(400, pieces.Length - position) + 1);
                digest.Squeeze(pieces.AsSpan(position, count));
                position += count;
            }

            Assert.Equal(whole, pieces);
            if (Reference.Algorithms.Contains(algorithm))
                Assert.Equal(Reference.Hash(algorithm, data, whole.Length), whole);
        }
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void A_copy_goes_on_by_itself(DigestAlgorithm algorithm)
    {
        var digest = new Digest(algorithm);
        digest.Append("one"u8);
        Digest copy = digest;
        copy.Append("two"u8);
        byte[] hash = new byte[algorithm.HashBytes()];
        digest.Finish(hash);
        Assert.Equal(Reference.Hash(algorithm, [.. "one"u8], hash.Length), hash);
        copy.Finish(hash);
        Assert.Equal(Reference.Hash(algorithm, [.. "onetwo"u8], hash.Length), hash);
    }

    [Fact]
    public void Nothing_is_left_after_clearing()
    {
        var digest = new Digest(DigestAlgorithm.Sha256);
        digest.Append("secret"u8);
        digest.Clear();
        Assert.Equal(-1, Bytes(ref digest).IndexOfAnyExcept((byte)0));
        digest.Append("more"u8);
        Assert.Equal(-1, Bytes(ref digest).IndexOfAnyExcept((byte)0));
    }

    private static ReadOnlySpan<byte> Bytes(ref Digest digest) => MemoryMarshal.AsBytes(new ReadOnlySpan<Digest>(ref digest));

    private static byte[] Compute(DigestAlgorithm algorithm, byte[] data, int length)
    {
        var digest = new Digest(algorithm);
        digest.Append(data);
        byte[] hash = new byte[length];
        digest.Finish(hash);
        return hash;
    }
}
