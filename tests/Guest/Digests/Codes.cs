using System.Security.Cryptography;

namespace Hermit.Guest.Digests;

/// <summary>Keyed digests.</summary>
internal static class Codes
{
    public static GuestCase[] Cases => [new("hmac-at-once", AtOnce), new("hmac-in-pieces", InPieces), new("hmac-algorithm", Algorithms), new("compare", Compare)];

    private static void AtOnce()
    {
        foreach (int length in Sample.Lengths)
        {
            byte[] data = Sample.Bytes(length);
            byte[] key = Sample.Bytes(Math.Min(length, 300), 3);
            Sample.Print($"MD5 {length}", HMACMD5.HashData(key, data));
            Sample.Print($"SHA1 {length}", HMACSHA1.HashData(key, data));
            Sample.Print($"SHA256 {length}", HMACSHA256.HashData(key, data));
            Sample.Print($"SHA384 {length}", HMACSHA384.HashData(key, data));
            Sample.Print($"SHA512 {length}", HMACSHA512.HashData(key, data));
        }
    }

    private static void InPieces()
    {
        foreach (HashAlgorithmName name in (HashAlgorithmName[])[HashAlgorithmName.MD5, HashAlgorithmName.SHA1, HashAlgorithmName.SHA256, HashAlgorithmName.SHA512])
        {
            using var hash = IncrementalHash.CreateHMAC(name, Sample.Bytes(40));
            for (int i = 0; i < 60; i++)
            {
                hash.AppendData(Sample.Bytes(i * 3, i));
                if (i % 7 == 0)
                    Sample.Print($"{name} {i}", hash.GetCurrentHash());
            }

            Sample.Print($"{name} all", hash.GetHashAndReset());
            Sample.Print($"{name} none", hash.GetHashAndReset());
        }
    }

    private static void Algorithms()
    {
        using var hmac = new HMACSHA256(Sample.Bytes(64));
        Sample.Print("first", hmac.ComputeHash(Sample.Bytes(1000)));
        hmac.Key = [];
        Sample.Print("empty key", hmac.ComputeHash(Sample.Bytes(1000)));
        hmac.Key = Sample.Bytes(65);
        Sample.Print("long key", hmac.ComputeHash(new MemoryStream(Sample.Bytes(70_000))));
        using var random = new HMACSHA512();
        Console.WriteLine(random.Key.Length);
    }

    private static void Compare()
    {
        byte[] code = HMACSHA256.HashData("key"u8, "data"u8);
        Console.WriteLine(CryptographicOperations.FixedTimeEquals(code, HMACSHA256.HashData("key"u8, "data"u8)));
        Console.WriteLine(CryptographicOperations.FixedTimeEquals(code, HMACSHA256.HashData("key"u8, "date"u8)));
    }
}
