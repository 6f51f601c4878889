using System;

using Hermit.Abi;
using Hermit.Cryptography;

namespace Hermit.Platform;

/// <summary>Keys from passwords and from keys (pal_evp and pal_evp_kdf of the libraries' cryptography).</summary>
internal static class KeyDerivation
{
    // The functions that can be fetched. Nothing belongs to them, so that nothing has to be freed.
    private const nint ExpandedKeyFunction = 1;
    private const nint CountedKeyFunction = 2;

    [Export("CryptoNative_Pbkdf2")]
    internal static bool DeriveFromPassword(
        ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, int iterations, DigestAlgorithm algorithm, Span<byte> destination)
    {
        if (!KeyedDigests.CanKey(algorithm) || iterations <= 0)
        {
            return Errno.Fail(SystemError.Invalid, false);
        }

        PasswordKey.Derive(algorithm, password, salt, iterations, destination);
        return true;
    }

    /// <summary>For a function that is not there, the libraries have their own code, or say that it is not supported.</summary>
    [Export("CryptoNative_EvpKdfFetch")]
    internal static nint Fetch([Text] ReadOnlySpan<byte> name, out int isSupported)
    {
        nint function = 0;
        if (name.SequenceEqual("HKDF"u8))
        {
            function = ExpandedKeyFunction;
        }
        else if (name.SequenceEqual("KBKDF"u8))
        {
            function = CountedKeyFunction;
        }

        isSupported = function != 0 ? 1 : 0;
        return function;
    }

    [Export("CryptoNative_EvpKdfFree")]
    internal static void Free(nint function)
    {
    }

    [Export("CryptoNative_HkdfExtract")]
    internal static bool Extract(
        nint function, ReadOnlySpan<byte> material, [Text] ReadOnlySpan<byte> name, ReadOnlySpan<byte> salt, Span<byte> destination)
    {
        DigestAlgorithm algorithm = DigestNames.Of(name);
        if (!KeyedDigests.CanKey(algorithm) || destination.Length != algorithm.HashBytes())
        {
            return Errno.Fail(SystemError.Invalid, false);
        }

        ExpandedKey.Extract(algorithm, material, salt, destination);
        return true;
    }

    [Export("CryptoNative_HkdfExpand")]
    internal static bool Expand(
        nint function, ReadOnlySpan<byte> key, [Text] ReadOnlySpan<byte> name, ReadOnlySpan<byte> info, Span<byte> destination)
    {
        DigestAlgorithm algorithm = DigestNames.Of(name);
        return (KeyedDigests.CanKey(algorithm) && ExpandedKey.TryExpand(algorithm, key, info, destination))
            || Errno.Fail(SystemError.Invalid, false);
    }

    [Export("CryptoNative_HkdfDeriveKey")]
    internal static bool Derive(
        nint function, ReadOnlySpan<byte> material, [Text] ReadOnlySpan<byte> name, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> info, Span<byte> destination)
    {
        DigestAlgorithm algorithm = DigestNames.Of(name);
        if (!KeyedDigests.CanKey(algorithm))
        {
            return Errno.Fail(SystemError.Invalid, false);
        }

        Span<byte> key = stackalloc byte[DigestAlgorithms.MostHashBytes];
        key = key.Slice(0, algorithm.HashBytes());
        ExpandedKey.Extract(algorithm, material, salt, key);
        bool isDone = ExpandedKey.TryExpand(algorithm, key, info, destination);
        key.Clear();
        return isDone || Errno.Fail(SystemError.Invalid, false);
    }

    [Export("CryptoNative_KbkdfHmacOneShot")]
    internal static bool DeriveCounted(
        nint function, ReadOnlySpan<byte> key, [Text] ReadOnlySpan<byte> name, ReadOnlySpan<byte> label, ReadOnlySpan<byte> context, Span<byte> destination)
    {
        DigestAlgorithm algorithm = DigestNames.Of(name);
        return (KeyedDigests.CanKey(algorithm) && CountedKey.TryDerive(algorithm, key, label, context, destination))
            || Errno.Fail(SystemError.Invalid, false);
    }
}
