using System.Numerics;

using Hermit.Abi;

namespace Hermit.Platform;

/// <summary>Which signals the program handles, and which wait to be.</summary>
internal struct SignalState
{
    private const int WindowChange = 28;

    /// <summary>What the program has called for each signal that it handles: with its number, and the libraries' number.</summary>
    public ProgramFunction<int, int, int> Handler;

    /// <summary>A bit for each signal that the program handles.</summary>
    public ulong Enabled;

    /// <summary>A bit for each signal that was sent and not handled yet.</summary>
    public ulong Pending;

    /// <summary>The bit of a signal, from 1 to 64.</summary>
    public static ulong Bit(int signal) => 1ul << (signal - 1);

    /// <summary>What the program has called when its terminal has changed.</summary>
    public ProgramFunction<int, int> TerminalHandler;

    /// <summary>Whether the program's handler is to be called.</summary>
    public readonly bool IsEnabled(int signal) => !Handler.IsNull && (Enabled & Bit(signal)) != 0;

    /// <summary>Whether the thread for handlers has something to do.</summary>
    public readonly bool IsHandled(int signal) => IsEnabled(signal) || (signal == WindowChange && !TerminalHandler.IsNull);

    /// <summary>Takes a signal that waits; 0 if there is none.</summary>
    public int TakePending()
    {
        if (Pending == 0)
        {
            return 0;
        }

        int signal = BitOperations.TrailingZeroCount(Pending) + 1;
        Pending &= Pending - 1;
        return signal;
    }
}
