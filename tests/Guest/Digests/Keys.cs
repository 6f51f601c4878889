using System.Security.Cryptography;

namespace Hermit.Guest.Digests;

/// <summary>Keys from passwords and from keys.</summary>
internal static class Keys
{
    private static readonly HashAlgorithmName[] s_names =
        [HashAlgorithmName.SHA1, HashAlgorithmName.SHA256, HashAlgorithmName.SHA384, HashAlgorithmName.SHA512];

    public static GuestCase[] Cases => [new("pbkdf2", Passwords), new("hkdf", Expanded), new("counter-kdf", Counter)];

    private static void Passwords()
    {
        foreach (HashAlgorithmName name in s_names)
        {
            Sample.Print($"{name} one", Rfc2898DeriveBytes.Pbkdf2("password", "salt"u8, 1, name, 20));
            Sample.Print($"{name} many", Rfc2898DeriveBytes.Pbkdf2("Grüße"u8, Sample.Bytes(16), 1000, name, 100));
            Sample.Print($"{name} empty", Rfc2898DeriveBytes.Pbkdf2("", Array.Empty<byte>(), 3, name, 65));
            Sample.Print($"{name} long", Rfc2898DeriveBytes.Pbkdf2(Sample.Bytes(300), Sample.Bytes(300), 2, name, 1));
        }

        Attempt.PrintMessage("iterations", () => Rfc2898DeriveBytes.Pbkdf2("a", "salt"u8, 0, HashAlgorithmName.SHA256, 20));
        Attempt.PrintMessage("algorithm", () => Rfc2898DeriveBytes.Pbkdf2("a", "salt"u8, 1, new HashAlgorithmName("SHA9"), 20));
    }

    private static void Expanded()
    {
        foreach (HashAlgorithmName name in s_names)
        {
            byte[] key = HKDF.Extract(name, Sample.Bytes(22), Sample.Bytes(13, 2));
            Sample.Print($"{name} extract", key);
            Sample.Print($"{name} no salt", HKDF.Extract(name, Sample.Bytes(22)));
            Sample.Print($"{name} expand", HKDF.Expand(name, key, 255, Sample.Bytes(10, 3)));
            Sample.Print($"{name} most", SHA256.HashData(HKDF.Expand(name, key, 255 * key.Length)));
            Sample.Print($"{name} derive", HKDF.DeriveKey(name, Sample.Bytes(80), 82, Sample.Bytes(80, 2), Sample.Bytes(80, 3)));
        }

        Attempt.PrintMessage("too long", () => HKDF.Expand(HashAlgorithmName.SHA256, new byte[32], (255 * 32) + 1));
    }

    private static void Counter()
    {
        foreach (HashAlgorithmName name in s_names)
            Sample.Print($"{name}", SP800108HmacCounterKdf.DeriveBytes(Sample.Bytes(32), name, "label", "context", 200));
    }
}
