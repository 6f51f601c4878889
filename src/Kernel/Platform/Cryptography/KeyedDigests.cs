using System;

using Hermit.Abi;
using Hermit.Cryptography;
using Hermit.Memory;
using Hermit.Scheduling;

namespace Hermit.Platform;

/// <summary>Keyed digests (pal_hmac of the libraries' cryptography).</summary>
internal static class KeyedDigests
{
    private static SleepMutex<Pool<Hmac>> s_codes;

    [Export("CryptoNative_HmacCreate")]
    internal static nint Create(ReadOnlySpan<byte> key, DigestAlgorithm algorithm)
    {
        if (!CanKey(algorithm))
        {
            return Errno.Fail(SystemError.Invalid, (nint)0);
        }

        var hmac = new Hmac(algorithm, key);
        nint context = Contexts.Keep(ref s_codes, ref hmac);
        hmac.Clear();
        return context;
    }

    [Export("CryptoNative_HmacCopy")]
    internal static nint Copy(nint context)
    {
        nint copy = Contexts.TryGet(ref s_codes, context, out Hmac hmac) ? Contexts.Keep(ref s_codes, ref hmac) : 0;
        hmac.Clear();
        return copy;
    }

    [Export("CryptoNative_HmacDestroy")]
    internal static void Destroy(nint context) => Contexts.Forget(ref s_codes, context);

    [Export("CryptoNative_HmacReset")]
    internal static bool Reset(nint context)
    {
        if (!Contexts.TryGet(ref s_codes, context, out Hmac hmac))
        {
            return false;
        }

        hmac.Begin();
        bool isKept = Contexts.TrySet(ref s_codes, context, ref hmac);
        hmac.Clear();
        return isKept;
    }

    [Export("CryptoNative_HmacUpdate")]
    internal static bool Update(nint context, ReadOnlySpan<byte> data)
    {
        if (!Contexts.TryGet(ref s_codes, context, out Hmac hmac))
        {
            return false;
        }

        hmac.Append(data);
        bool isKept = Contexts.TrySet(ref s_codes, context, ref hmac);
        hmac.Clear();
        return isKept;
    }

    [Export("CryptoNative_HmacFinal")]
    internal static bool Final(nint context, [Length(nameof(size))] Span<byte> code, ref int size) => TryFinish(context, code, ref size, isLast: true);

    [Export("CryptoNative_HmacCurrent")]
    internal static bool Current(nint context, [Length(nameof(size))] Span<byte> code, ref int size) => TryFinish(context, code, ref size, isLast: false);

    [Export("CryptoNative_HmacOneShot")]
    internal static bool OneShot(DigestAlgorithm algorithm, ReadOnlySpan<byte> key, ReadOnlySpan<byte> source, [Length(nameof(size))] Span<byte> code, ref int size)
    {
        if (!CanKey(algorithm) || code.Length < algorithm.HashBytes())
        {
            return Errno.Fail(SystemError.Invalid, false);
        }

        size = algorithm.HashBytes();
        var hmac = new Hmac(algorithm, key);
        hmac.Append(source);
        hmac.Finish(code);
        hmac.Clear();
        return true;
    }

    /// <summary>Whether HMAC is defined with the digest.</summary>
    public static bool CanKey(DigestAlgorithm algorithm) => algorithm.IsKnown() && !algorithm.IsExtendable();

    private static bool TryFinish(nint context, Span<byte> code, ref int size, bool isLast)
    {
        if (!Contexts.TryGet(ref s_codes, context, out Hmac hmac))
        {
            return false;
        }

        int length = hmac.Algorithm.HashBytes();
        bool isDone = length <= code.Length;
        if (isDone)
        {
            hmac.Finish(code);
            size = length;
            isDone = !isLast || Contexts.TrySet(ref s_codes, context, ref hmac);
        }

        hmac.Clear();
        return isDone || Errno.Fail(SystemError.Invalid, false);
    }
}
