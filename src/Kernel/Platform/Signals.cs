using Hermit.Abi;
using Hermit.Devices;
using Hermit.Machine;
using Hermit.Scheduling;
using Hermit.Sync;

namespace Hermit.Platform;

/// <summary>
/// POSIX signals (System.Native's pal_signal). A signal that the program handles is given to its handler on a thread of its own; any other one does
/// what signal(7) says. They come from the program itself, by <c>kill</c>, and from the host: of keys of its terminal, of its own making, of the power button.
/// </summary>
public static class Signals
{
    private const int Count = 64;
    private const int StackBytes = 1 << 20;
    private const int Kill = 9;
    private const int Child = 17;
    private const int Continue = 18;
    private const int Stop = 19;
    private const int TerminalOutput = 22;
    private const int Urgent = 23;
    private const int WindowChange = 28;

    // What a shell reports of a process that a signal ended.
    private const int ExitCodeBase = 128;

    private static InterruptSpinMutex<SignalState> s_state;
    private static WaitPoint s_raised;
    private static AtomicBool s_hasThread;

    /// <summary>Says what is to be called when the terminal has changed: it and what is known of it.</summary>
    public static void SetTerminalHandler(ProgramFunction<int, int> handler)
    {
        using (var state = s_state.Lock())
        {
            state.Value.TerminalHandler = handler;
        }

        // Without a thread the handler is not called: the size is then what it was at first.
        TryStartThread();
    }

    /// <summary>Sends a signal to the program, by its number.</summary>
    public static SystemError Raise(int signal)
    {
        if (signal is < 0 or > Count)
        {
            return SystemError.Invalid;
        }

        if (signal == 0)
        {
            // Only asks whether there is somebody.
            return SystemError.None;
        }

        using (var state = s_state.Lock())
        {
            if (state.Value.IsHandled(signal))
            {
                state.Value.Pending |= SignalState.Bit(signal);
                s_raised.WakeAll();
                return SystemError.None;
            }
        }

        return DoDefault(signal);
    }

    [Export("SystemNative_SetPosixSignalHandler")]
    internal static void SetPosixSignalHandler(ProgramFunction<int, int, int> handler)
    {
        using var state = s_state.Lock();
        state.Value.Handler = handler;
    }

    [Export("SystemNative_EnablePosixSignalHandling")]
    internal static bool EnablePosixSignalHandling(int signal)
    {
        // The two that no process can handle.
        if (signal is <= 0 or > Count or Kill or Stop)
        {
            return Errno.Fail(SystemError.Invalid, false);
        }

        if (!TryStartThread())
        {
            return Errno.Fail(SystemError.OutOfMemory, false);
        }

        using var state = s_state.Lock();
        state.Value.Enabled |= SignalState.Bit(signal);
        return true;
    }

    [Export("SystemNative_DisablePosixSignalHandling")]
    internal static void DisablePosixSignalHandling(int signal)
    {
        if (signal is > 0 and <= Count)
        {
            using var state = s_state.Lock();
            state.Value.Enabled &= ~SignalState.Bit(signal);
        }
    }

    // The program's handlers have looked at the signal and let it pass.
    [Export("SystemNative_HandleNonCanceledPosixSignal")]
    internal static void HandleNonCanceledPosixSignal(int signal) => DoDefault(signal);

    [Export("SystemNative_GetPlatformSignalNumber")]
    internal static int GetPlatformSignalNumber(int signal) => signal switch
    {
        // System.Runtime.InteropServices.PosixSignal, and the numbers of signal(7).
        -1 => 1, // SIGHUP
        -2 => 2, // SIGINT
        -3 => 3, // SIGQUIT
        -4 => 15, // SIGTERM
        -5 => Child,
        -6 => Continue,
        -7 => WindowChange,
        -8 => 21, // SIGTTIN
        -9 => TerminalOutput,
        -10 => 20, // SIGTSTP
        > 0 and <= Count => signal,
        _ => 0,
    };

    private static int GetPortableNumber(int signal)
    {
        for (int portable = -1; portable >= -10; portable--)
        {
            if (GetPlatformSignalNumber(portable) == signal)
            {
                return portable;
            }
        }

        return signal;
    }

    private static bool TryStartThread()
    {
        if (!s_hasThread.Exchange(true, MemoryOrder.AcquireRelease) && !Scheduler.TryCreateThread<Thread>(0, StackBytes, out _))
        {
            s_hasThread.Store(false, MemoryOrder.Release);
            return false;
        }

        return true;
    }

    private static SystemError DoDefault(int signal)
    {
        switch (signal)
        {
            case Child:
            case Continue:
            case Urgent:
            case WindowChange:
                return SystemError.None;
            case >= Stop and <= TerminalOutput:
                // Nobody could let the machine go on.
                return SystemError.NotImplemented;
            default:
                SystemConsole.PowerOff(ExitCodeBase + signal);
                return SystemError.None;
        }
    }

    /// <summary>Hands signals from outside to the program.</summary>
    public readonly struct FromHost : ISignalSink
    {
        /// <inheritdoc/>
        [InterruptHandler]
        static void ISignalSink.Raise(int signal) => Signals.Raise(signal);
    }

    private readonly struct Thread : IThreadEntry
    {
        public static void Run(nuint argument)
        {
            while (true)
            {
                WaitTicket ticket = s_raised.Ticket();
                int signal;
                bool isHandled;
                ProgramFunction<int, int, int> handler;
                ProgramFunction<int, int> terminalHandler;
                using (var state = s_state.Lock())
                {
                    signal = state.Value.TakePending();
                    isHandled = signal != 0 && state.Value.IsEnabled(signal);
                    handler = state.Value.Handler;
                    terminalHandler = state.Value.TerminalHandler;
                }

                if (signal == 0)
                {
                    s_raised.Wait(ticket, Deadline.Never);
                }
                else
                {
                    if (signal == WindowChange && !terminalHandler.IsNull)
                    {
                        // A function without argument and result: by C's calling convention it neither sees the one nor gives the other.
                        terminalHandler.Invoke(0);
                    }

                    if (!isHandled || handler.Invoke(signal, GetPortableNumber(signal)) == 0)
                    {
                        DoDefault(signal);
                    }
                }
            }
        }
    }
}
