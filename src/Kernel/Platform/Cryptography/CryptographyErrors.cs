using System;

using Hermit.Abi;
using Hermit.Files;

namespace Hermit.Platform;

/// <summary>
/// What went wrong in cryptography (pal_err of the libraries' cryptography). OpenSSL has a queue of its own numbers for it; here it is the thread's error
/// number, which every function that fails sets.
/// </summary>
internal static class CryptographyErrors
{
    /// <summary>What there is instead of OpenSSL is always ready.</summary>
    [Export("CryptoNative_EnsureOpenSslInitialized")]
    internal static int EnsureOpenSslInitialized() => 0;

    [Export("CryptoNative_ErrClearError")]
    internal static ulong ClearError()
    {
        ulong error = PeekError();
        CurrentThread.Error = SystemError.None;
        return error;
    }

    [Export("CryptoNative_ErrPeekError")]
    internal static ulong PeekError() => (ulong)CurrentThread.Error;

    [Export("CryptoNative_ErrPeekLastError")]
    internal static ulong PeekLastError() => PeekError();

    [Export("CryptoNative_ErrGetExceptionError")]
    internal static ulong GetExceptionError(out int isAllocationFailure)
    {
        isAllocationFailure = CurrentThread.Error == SystemError.OutOfMemory ? 1 : 0;
        return ClearError();
    }

    [Export("CryptoNative_ErrErrorStringN")]
    internal static void ErrorString(ulong error, Span<byte> buffer)
    {
        // Here it can only be the device that random bytes come from.
        ReadOnlySpan<byte> text = (SystemError)error == SystemError.NoDevice
            ? "There is no source of random bytes: the processor lacks RDRAND, and the machine a virtio-rng device."u8
            : ErrorText.Of((int)error);
        if (!TextBuilder.TryCopy(text, buffer) && !buffer.IsEmpty)
        {
            buffer[0] = 0;
        }
    }
}
