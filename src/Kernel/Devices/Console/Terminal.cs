using System;

using Hermit.Machine;
using Hermit.Sync;

namespace Hermit.Devices;

/// <summary>
/// The host's terminal, as far as the launcher says that the program's streams are on one: the configuration's <c>terminal=stdin,stdout,stderr</c>
/// (or <c>console=tty</c>, for all of them) names those that are, and <c>terminal.size=COLUMNSxROWS</c> its size, which the control port may change.
/// </summary>
public static class Terminal
{
    private static InterruptSpinMutex<TerminalState> s_state;

    /// <summary>The modes of its input.</summary>
    public static TerminalModes Modes
    {
        get
        {
            using var state = s_state.Lock();
            return state.Value.Input.Modes;
        }

        set
        {
            using var state = s_state.Lock();
            state.Value.Input.SetModes(value);
        }
    }

    /// <summary>Its size in characters; zeros when nobody has said.</summary>
    public static TerminalSize Size
    {
        get
        {
            using var state = s_state.Lock();
            return state.Value.Size;
        }

        internal set
        {
            using var state = s_state.Lock();
            state.Value.Size = value;
        }
    }

    /// <summary>Whether a stream is on it.</summary>
    public static bool Has(ConsoleStream stream)
    {
        using var state = s_state.Lock();
        return (state.Value.Streams & 1u << (int)stream) != 0;
    }

    /// <summary>Reads the configuration. Once.</summary>
    internal static void Configure()
    {
        // A serial line with a terminal at its other end is one for everything.
        ReadOnlySpan<byte> names = Configuration.TryGet("console"u8, out ReadOnlySpan<byte> console) && console.SequenceEqual("tty"u8) ? "stdin,stdout,stderr"u8 : default;
        if (names.IsEmpty && !Configuration.TryGet("terminal"u8, out names))
        {
            return;
        }

        using var state = s_state.Lock();
        state.Value.Input.SetModes(TerminalModes.Initial);
        if (Configuration.TryGet("terminal.size"u8, out ReadOnlySpan<byte> size) && TerminalSize.TryParse(size, (byte)'x', out TerminalSize parsed))
        {
            state.Value.Size = parsed;
        }

        for (ConsoleStream stream = ConsoleStream.Input; stream <= ConsoleStream.Error; stream++)
        {
            if (names.IndexOf(NameOf(stream)) >= 0)
            {
                state.Value.Streams |= 1u << (int)stream;
            }
        }
    }

    /// <summary>Takes keys that have come. Shows and raises what they ask for. In interrupt handlers.</summary>
    internal static void Receive<TSignals>(ReadOnlySpan<byte> keys)
        where TSignals : struct, ISignalSink
    {
        EchoBuffer echo = default;
        foreach (byte key in keys)
        {
            int signal;
            using (var state = s_state.Lock())
            {
                signal = state.Value.Input.Receive(key, ref echo);
            }

            if (signal != 0)
            {
                TSignals.Raise(signal);
            }

            if (key == ControlCharacters.Interrupt)
            {
                // The host wants to know whether it was one, to end a program that does not heed it.
                HostControl.Say(signal != 0 ? "interrupt\n"u8 : "key\n"u8);
            }
        }

        if (!echo.Bytes.IsEmpty)
        {
            SystemConsole.TryWrite(ConsoleStream.Output, echo.Bytes);
        }
    }

    /// <summary>Whether a read would give something.</summary>
    internal static bool HasInput
    {
        get
        {
            using var state = s_state.Lock();
            return state.Value.Input.HasInput;
        }
    }

    /// <inheritdoc cref="LineDiscipline.TryRead"/>
    internal static bool TryRead(Span<byte> destination, out int count)
    {
        using var state = s_state.Lock();
        return state.Value.Input.TryRead(destination, out count);
    }

    private static ReadOnlySpan<byte> NameOf(ConsoleStream stream) => stream switch
    {
        ConsoleStream.Input => "stdin"u8,
        ConsoleStream.Output => "stdout"u8,
        _ => "stderr"u8,
    };
}
