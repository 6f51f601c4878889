using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Hermit.Run;

/// <summary>
/// Signals to the launcher, which are the guest's to handle: it is told of the first one, and ended by the next, or when it is still there after a while.
/// </summary>
internal sealed class GuestSignals : IDisposable
{
    // One who ends a whole group of processes sends the same signal twice, at once (timeout(1) does).
    private static readonly TimeSpan s_sameSignal = TimeSpan.FromMilliseconds(250);

    private readonly LaunchOptions _options;
    private readonly GuestChannels _channels;
    private readonly Process _qemu;
    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly Lock _lock = new();
    private Timer? _grace;
    private int _first;
    private long _firstTime;
    private long _keyUnanswered;

    /// <summary>Handles signals from now on.</summary>
    public GuestSignals(LaunchOptions options, GuestChannels channels, Process qemu)
    {
        _options = options;
        _channels = channels;
        _qemu = qemu;
        foreach ((PosixSignal signal, int number) in ((PosixSignal, int)[])[(PosixSignal.SIGHUP, 1), (PosixSignal.SIGINT, 2), (PosixSignal.SIGQUIT, 3), (PosixSignal.SIGTERM, 15)])
            _registrations.Add(PosixSignalRegistration.Create(signal, context => OnSignal(context, number)));
    }

    /// <summary>The exit code of a guest that was ended hard; 0 when none was.</summary>
    public int ExitCode { get; private set; }

    /// <summary>Follows what the guest says on the control port, until QEMU ends.</summary>
    public Task ListenAsync()
    {
        var line = new StringBuilder();
        return _channels.Control.ReceiveAsync(bytes =>
        {
            foreach (byte value in bytes.Span)
            {
                if (value != '\n')
                    line.Append((char)value);
                else
                    Follow(line.ToString());
                if (value == '\n' || line.Length > 64)
                    line.Clear();
            }

            return Task.CompletedTask;
        });
    }

    /// <summary>Looks at keys on their way to the guest: Ctrl-C has to be answered, be it a signal to the program or a key.</summary>
    public void OnKeys(ReadOnlySpan<byte> keys)
    {
        if (!keys.Contains((byte)3))
            return;
        long unanswered = Interlocked.Read(ref _keyUnanswered);
        long now = Stopwatch.GetTimestamp();
        if (unanswered != 0 && Stopwatch.GetElapsedTime(unanswered, now) > TimeSpan.FromSeconds(2))
            End(2);
        Interlocked.CompareExchange(ref _keyUnanswered, now, 0);
    }

    /// <summary>Says to the guest how large the terminal is.</summary>
    public Task SendSizeAsync(string size) => SendAsync($"size {size}\n");

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
            registration.Dispose();
        _grace?.Dispose();
    }

    private void Follow(string line)
    {
        Interlocked.Exchange(ref _keyUnanswered, 0);
        // The guest has made a signal of a key, and given it to the program.
        if (line == "interrupt")
            Count(2);
    }

    private void OnSignal(PosixSignalContext context, int number)
    {
        context.Cancel = true;
        // A guest without ports, or one that has stopped for the debugger, would never hear of it.
        if (!_options.UsesPorts || _options.Debug)
            End(number);
        else if (number == _first && Stopwatch.GetElapsedTime(_firstTime) < s_sameSignal)
            return;
        else if (Count(number))
            _ = SendAsync(string.Create(CultureInfo.InvariantCulture, $"signal {number}\n"));
    }

    // Whether it is the first.
    private bool Count(int number)
    {
        if (_options.Grace is not { } grace)
            return true;

        lock (_lock)
        {
            if (_first == 0)
            {
                _first = number;
                _firstTime = Stopwatch.GetTimestamp();
                _grace = new Timer(_ => End(_first), null, grace, Timeout.InfiniteTimeSpan);
                return true;
            }
        }

        End(_first);
        return false;
    }

    private Task SendAsync(string line) => _channels.Control.SendAsync(Encoding.ASCII.GetBytes(line));

    private void End(int number)
    {
        ExitCode = ExitCodes.Signalled + number;
        try
        {
            _qemu.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }
}
