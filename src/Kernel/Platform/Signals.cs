using Hermit.Abi;

namespace Hermit.Platform;

/// <summary>
/// POSIX signals (System.Native's pal_signal). Nothing here ever sends one, so handlers may be registered and are not called: there is no terminal
/// driver that turns Ctrl-C into a signal, no other process, and a fault is an exception before it could be a signal.
/// </summary>
internal static class Signals
{
    [Export("SystemNative_SetPosixSignalHandler")]
    internal static void SetPosixSignalHandler(nint handler)
    {
    }

    [Export("SystemNative_EnablePosixSignalHandling")]
    internal static int EnablePosixSignalHandling(int signal) => 1;

    [Export("SystemNative_DisablePosixSignalHandling")]
    internal static void DisablePosixSignalHandling(int signal)
    {
    }

    [Export("SystemNative_HandleNonCanceledPosixSignal")]
    internal static void HandleNonCanceledPosixSignal(int signal)
    {
    }

    [Export("SystemNative_GetPlatformSignalNumber")]
    internal static int GetPlatformSignalNumber(int signal) => signal switch
    {
        // System.Runtime.InteropServices.PosixSignal, and the numbers of signal(7).
        -1 => 1, // SIGHUP
        -2 => 2, // SIGINT
        -3 => 3, // SIGQUIT
        -4 => 15, // SIGTERM
        -5 => 17, // SIGCHLD
        -6 => 18, // SIGCONT
        -7 => 28, // SIGWINCH
        -8 => 21, // SIGTTIN
        -9 => 22, // SIGTTOU
        -10 => 20, // SIGTSTP
        > 0 and <= 64 => signal,
        _ => 0,
    };
}
