using System.Security.Cryptography;

using Xunit;

namespace Hermit.Cryptography.Tests;

/// <summary>HMAC, PBKDF2 and HKDF against published examples and against real .NET.</summary>
public sealed class KeyedTests
{
    public static TheoryData<DigestAlgorithm> Algorithms => [.. Reference.Algorithms.Where(algorithm => !algorithm.IsExtendable())];

    /// <summary>.NET makes no keys from passwords with MD5.</summary>
    public static TheoryData<DigestAlgorithm> PasswordAlgorithms =>
        [.. Reference.Algorithms.Where(algorithm => !algorithm.IsExtendable() && algorithm != DigestAlgorithm.Md5)];

    // RFC 4231, test case 2; RFC 2202, test case 2.
    [Theory]
    [InlineData(DigestAlgorithm.Md5, "750C783E6AB0B503EAA86E310A5DB738")]
    [InlineData(DigestAlgorithm.Sha1, "EFFCDF6AE5EB2FA2D27416D5F184DF9C259A7C79")]
    [InlineData(DigestAlgorithm.Sha256, "5BDCC146BF60754E6A042426089575C75A003F089D2739839DEC58B964EC3843")]
    public void A_code_is_what_the_standard_publishes(DigestAlgorithm algorithm, string expected)
    {
        var hmac = new Hmac(algorithm, "Jefe"u8);
        hmac.Append("what do ya want for nothing?"u8);
        byte[] code = new byte[algorithm.HashBytes()];
        hmac.Finish(code);
        Assert.Equal(expected, Convert.ToHexString(code));
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Codes_of_any_key_and_pieces_are_those_of_dotnet(DigestAlgorithm algorithm)
    {
        var random = new Random(4);
        byte[] code = new byte[algorithm.HashBytes()];
        for (int round = 0; round < 300; round++)
        {
            byte[] key = Reference.Bytes(random, random.Next(300));
            byte[] data = Reference.Bytes(random, random.Next(600));
            int middle = random.Next(data.Length + 1);
            var hmac = new Hmac(algorithm, key);
            hmac.Append(data.AsSpan(0, middle));
            hmac.Current(code);
            Assert.Equal(CryptographicOperations.HmacData(Reference.NameOf(algorithm), key, data[..middle]), code);
            hmac.Append(data.AsSpan(middle));
            hmac.Finish(code);
            byte[] expected = CryptographicOperations.HmacData(Reference.NameOf(algorithm), key, data);
            Assert.Equal(expected, code);

            hmac.Begin();
            hmac.Append(data);
            hmac.Finish(code);
            Assert.Equal(expected, code);
        }
    }

    // RFC 6070.
    [Theory]
    [InlineData(1, "0C60C80F961F0E71F3A9B524AF6012062FE037A6")]
    [InlineData(4096, "4B007901B765489ABEAD49D926F721D065A429C1")]
    public void A_password_gives_the_key_that_the_standard_publishes(int iterations, string expected)
    {
        byte[] key = new byte[20];
        PasswordKey.Derive(DigestAlgorithm.Sha1, "password"u8, "salt"u8, iterations, key);
        Assert.Equal(expected, Convert.ToHexString(key));
    }

    [Theory]
    [MemberData(nameof(PasswordAlgorithms))]
    public void Passwords_give_the_keys_that_dotnet_gives(DigestAlgorithm algorithm)
    {
        var random = new Random(5);
        for (int round = 0; round < 40; round++)
        {
            byte[] password = Reference.Bytes(random, random.Next(200));
            byte[] salt = Reference.Bytes(random, random.Next(200));
            int iterations = random.Next(1, 20);
            byte[] key = new byte[random.Next(1, 200)];
            PasswordKey.Derive(algorithm, password, salt, iterations, key);
            Assert.Equal(Rfc2898DeriveBytes.Pbkdf2(password, salt, iterations, Reference.NameOf(algorithm), key.Length), key);
        }
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Keys_expand_as_in_dotnet(DigestAlgorithm algorithm)
    {
        var random = new Random(6);
        HashAlgorithmName name = Reference.NameOf(algorithm);
        for (int round = 0; round < 60; round++)
        {
            byte[] material = Reference.Bytes(random, random.Next(1, 200));
            byte[] salt = Reference.Bytes(random, random.Next(200));
            byte[] info = Reference.Bytes(random, random.Next(200));
            byte[] key = new byte[algorithm.HashBytes()];
            ExpandedKey.Extract(algorithm, material, salt, key);
            Assert.Equal(HKDF.Extract(name, material, salt), key);

            byte[] output = new byte[round == 0 ? 255 * key.Length : random.Next(1, 500)];
            Assert.True(ExpandedKey.TryExpand(algorithm, key, info, output));
            Assert.Equal(HKDF.Expand(name, key, output.Length, info), output);
        }
    }

    [Theory]
    [MemberData(nameof(PasswordAlgorithms))]
    public void Keys_count_as_in_dotnet(DigestAlgorithm algorithm)
    {
        var random = new Random(7);
        for (int round = 0; round < 60; round++)
        {
            byte[] key = Reference.Bytes(random, random.Next(1, 200));
            byte[] label = Reference.Bytes(random, random.Next(200));
            byte[] context = Reference.Bytes(random, random.Next(200));
            byte[] output = new byte[random.Next(1, 500)];
            Assert.True(CountedKey.TryDerive(algorithm, key, label, context, output));
            Assert.Equal(SP800108HmacCounterKdf.DeriveBytes(key, Reference.NameOf(algorithm), label, context, output.Length), output);
        }
    }

    [Fact]
    public void More_than_255_blocks_are_refused() => Assert.False(ExpandedKey.TryExpand(DigestAlgorithm.Sha256, new byte[32], default, new byte[(255 * 32) + 1]));
}
