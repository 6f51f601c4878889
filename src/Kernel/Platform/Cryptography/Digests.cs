using System;

using Hermit.Abi;
using Hermit.Cryptography;
using Hermit.Memory;
using Hermit.Scheduling;

namespace Hermit.Platform;

/// <summary>Digests (pal_evp of the libraries' cryptography).</summary>
internal static class Digests
{
    private static SleepMutex<Pool<Digest>> s_digests;

    [Export("CryptoNative_EvpMdCtxCreate")]
    internal static nint Create(DigestAlgorithm algorithm)
    {
        if (!algorithm.IsKnown())
        {
            return Errno.Fail(SystemError.Invalid, (nint)0);
        }

        var digest = new Digest(algorithm);
        return Contexts.Keep(ref s_digests, ref digest);
    }

    [Export("CryptoNative_EvpMdCtxCopyEx")]
    internal static nint Copy(nint context)
    {
        nint copy = Contexts.TryGet(ref s_digests, context, out Digest digest) ? Contexts.Keep(ref s_digests, ref digest) : 0;
        digest.Clear();
        return copy;
    }

    [Export("CryptoNative_EvpMdCtxDestroy")]
    internal static void Destroy(nint context) => Contexts.Forget(ref s_digests, context);

    [Export("CryptoNative_EvpDigestReset")]
    internal static bool Reset(nint context, DigestAlgorithm algorithm)
    {
        if (!algorithm.IsKnown())
        {
            return Errno.Fail(SystemError.Invalid, false);
        }

        var digest = new Digest(algorithm);
        return Contexts.TrySet(ref s_digests, context, ref digest);
    }

    [Export("CryptoNative_EvpDigestUpdate")]
    internal static bool Update(nint context, ReadOnlySpan<byte> data)
    {
        if (!Contexts.TryGet(ref s_digests, context, out Digest digest))
        {
            return false;
        }

        if (digest.IsSqueezing)
        {
            digest.Clear();
            return Errno.Fail(SystemError.Invalid, false);
        }

        digest.Append(data);
        bool isKept = Contexts.TrySet(ref s_digests, context, ref digest);
        digest.Clear();
        return isKept;
    }

    [Export("CryptoNative_EvpDigestFinalEx")]
    internal static bool Final(nint context, [Length(nameof(size))] Span<byte> hash, ref int size) => TryFinish(context, hash, ref size, isLast: true);

    [Export("CryptoNative_EvpDigestCurrent")]
    internal static bool Current(nint context, [Length(nameof(size))] Span<byte> hash, ref int size) => TryFinish(context, hash, ref size, isLast: false);

    [Export("CryptoNative_EvpDigestFinalXOF")]
    internal static bool FinalExtendable(nint context, Span<byte> output) => TryExtend(context, output, isLast: true, isFirst: true);

    [Export("CryptoNative_EvpDigestCurrentXOF")]
    internal static bool CurrentExtendable(nint context, Span<byte> output) => TryExtend(context, output, isLast: false, isFirst: true);

    [Export("CryptoNative_EvpDigestSqueeze")]
    internal static bool Squeeze(nint context, Span<byte> output, out int isSupported)
    {
        isSupported = 1;
        return TryExtend(context, output, isLast: true, isFirst: false);
    }

    [Export("CryptoNative_EvpDigestOneShot")]
    internal static bool OneShot(DigestAlgorithm algorithm, ReadOnlySpan<byte> source, [Length(nameof(size))] Span<byte> hash, ref int size)
    {
        if (!algorithm.IsKnown() || hash.Length < algorithm.HashBytes())
        {
            return Errno.Fail(SystemError.Invalid, false);
        }

        size = algorithm.HashBytes();
        Compute(algorithm, source, hash.Slice(0, size));
        return true;
    }

    [Export("CryptoNative_EvpDigestXOFOneShot")]
    internal static bool OneShotExtendable(DigestAlgorithm algorithm, ReadOnlySpan<byte> source, Span<byte> output)
    {
        if (!algorithm.IsExtendable())
        {
            return Errno.Fail(SystemError.Invalid, false);
        }

        Compute(algorithm, source, output);
        return true;
    }

    private static void Compute(DigestAlgorithm algorithm, ReadOnlySpan<byte> source, Span<byte> output)
    {
        var digest = new Digest(algorithm);
        digest.Append(source);
        digest.Finish(output);
        digest.Clear();
    }

    private static bool TryFinish(nint context, Span<byte> hash, ref int size, bool isLast)
    {
        if (!Contexts.TryGet(ref s_digests, context, out Digest digest))
        {
            return false;
        }

        int length = digest.Algorithm.HashBytes();
        bool isDone = !digest.IsSqueezing && length <= hash.Length;
        if (isDone)
        {
            digest.Finish(hash.Slice(0, length));
            size = length;
            isDone = !isLast || Contexts.TrySet(ref s_digests, context, ref digest);
        }

        digest.Clear();
        return isDone || Errno.Fail(SystemError.Invalid, false);
    }

    private static bool TryExtend(nint context, Span<byte> output, bool isLast, bool isFirst)
    {
        if (!Contexts.TryGet(ref s_digests, context, out Digest digest))
        {
            return false;
        }

        bool isDone = digest.Algorithm.IsExtendable() && !(isFirst && digest.IsSqueezing);
        if (isDone)
        {
            digest.Squeeze(output);
            isDone = !isLast || Contexts.TrySet(ref s_digests, context, ref digest);
        }

        digest.Clear();
        return isDone || Errno.Fail(SystemError.Invalid, false);
    }
}
