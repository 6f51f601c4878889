using System.Security.Cryptography;
using System.Text;

namespace Hermit.Guest.Digests;

/// <summary>Digests at once, in pieces, from streams.</summary>
internal static class Hashes
{
    private static readonly HashAlgorithmName[] s_names =
        [HashAlgorithmName.MD5, HashAlgorithmName.SHA1, HashAlgorithmName.SHA256, HashAlgorithmName.SHA384, HashAlgorithmName.SHA512];

    public static GuestCase[] Cases =>
    [
        new("hash-at-once", AtOnce),
        new("hash-in-pieces", InPieces),
        new("hash-algorithm", Algorithms),
        new("hash-stream", Streams),
        new("hash-misuse", Misuse),
        new("hash-threads", InThreads),
        new("sha3", Sha3),
        new("shake", Shake),
    ];

    private static void AtOnce()
    {
        foreach (int length in Sample.Lengths)
        {
            foreach (HashAlgorithmName name in s_names)
                Sample.Print($"{name} {length}", CryptographicOperations.HashData(name, Sample.Bytes(length)));
        }

        Sample.Print("text", SHA256.HashData(Encoding.UTF8.GetBytes("Grüße")));
    }

    private static void InPieces()
    {
        foreach (HashAlgorithmName name in s_names)
        {
            using var hash = IncrementalHash.CreateHash(name);
            var random = new Random(2);
            for (int i = 0; i < 100; i++)
            {
                hash.AppendData(Sample.Bytes(random.Next(300), i));
                if (i % 10 == 0)
                    Sample.Print($"{name} {i}", hash.GetCurrentHash());
            }

            Sample.Print($"{name} all", hash.GetHashAndReset());
            Sample.Print($"{name} none", hash.GetHashAndReset());
        }
    }

    private static void Algorithms()
    {
        HashAlgorithm[] hashes = [MD5.Create(), SHA1.Create(), SHA256.Create(), SHA384.Create(), SHA512.Create()];
        foreach (HashAlgorithm hash in hashes)
        {
            using HashAlgorithm disposed = hash;
            byte[] data = Sample.Bytes(5000);
            Sample.Print($"{hash.HashSize} whole", hash.ComputeHash(data));
            hash.TransformBlock(data, 0, 100, null, 0);
            hash.TransformFinalBlock(data, 100, 200);
            Sample.Print($"{hash.HashSize} part", hash.Hash!);
        }
    }

    private static void Streams()
    {
        using var stream = new MemoryStream(Sample.Bytes(300_000));
        Sample.Print("sync", SHA256.HashData(stream));
        stream.Position = 7;
        Sample.Print("async", SHA512.HashDataAsync(stream).AsTask().GetAwaiter().GetResult());
        using var sha = SHA1.Create();
        using (var crypto = new CryptoStream(Stream.Null, sha, CryptoStreamMode.Write))
            crypto.Write(Sample.Bytes(12_345));
        Sample.Print("written", sha.Hash!);
    }

    private static void Misuse()
    {
        Attempt.PrintMessage("unknown", () => IncrementalHash.CreateHash(new HashAlgorithmName("SHA9")));
        Attempt.PrintMessage("short", () => SHA256.HashData("x"u8, new byte[31]));
        Attempt.PrintMessage("disposed", () =>
        {
            var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            hash.Dispose();
            hash.AppendData("x"u8);
        });
    }

    private static void InThreads()
    {
        byte[] data = Sample.Bytes(20_000);
        byte[] expected = SHA256.HashData(data);
        int wrong = 0;
        Parallel.For(0, 40, i =>
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            for (int position = 0; position < data.Length; position += 100 + i)
                hash.AppendData(data.AsSpan(position, Math.Min(100 + i, data.Length - position)));
            if (!hash.GetHashAndReset().AsSpan().SequenceEqual(expected))
                Interlocked.Increment(ref wrong);
        });
        Console.WriteLine($"{wrong} wrong");
    }

    private static void Sha3()
    {
        Console.WriteLine($"{SHA3_256.IsSupported} {SHA3_384.IsSupported} {SHA3_512.IsSupported}");
        foreach (int length in Sample.Lengths)
        {
            byte[] data = Sample.Bytes(length);
            Sample.Print($"256 {length}", SHA3_256.HashData(data));
            Sample.Print($"384 {length}", SHA3_384.HashData(data));
            Sample.Print($"512 {length}", SHA3_512.HashData(data));
        }

        Sample.Print("code", HMACSHA3_256.HashData(Sample.Bytes(200), Sample.Bytes(300)));
    }

    // Reading in pieces needs a newer OpenSSL than Linux may have.
    private static void Shake()
    {
        Console.WriteLine($"{Shake128.IsSupported} {Shake256.IsSupported}");
        using var shake = new Shake128();
        foreach (int length in Sample.Lengths)
        {
            byte[] data = Sample.Bytes(length);
            Sample.Print($"128 {length}", Shake128.HashData(data, 100));
            Sample.Print($"256 {length}", Shake256.HashData(data, 500));
            shake.AppendData(data);
            Sample.Print($"all {length}", shake.GetCurrentHash(33));
        }

        Sample.Print("end", shake.GetHashAndReset(1000));
    }
}
