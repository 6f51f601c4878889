using System.Buffers.Binary;
using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Hermit.Run;

/// <summary>Runs QEMU for one image and turns its end into an exit code.</summary>
internal sealed class Launcher(LaunchOptions options)
{
    // The exit code when a signal ended the guest hard.
    private int _signalled;

    /// <summary>Boots the image and blocks until the guest ends.</summary>
    /// <returns>The exit code of the guest's program.</returns>
    /// <exception cref="LaunchException">QEMU could not be started, or the guest stopped without an exit code.</exception>
    public int Run()
    {
        GuestArchitecture architecture = GuestArchitecture.Of(options.Image);
        string qemu = QemuLocator.Find(options.Qemu, architecture);
        if (!File.Exists(options.Image))
            throw new LaunchException("HERMIT2013", $"The image '{options.Image}' does not exist.", ExitCodes.Failed);
        // Of two amounts QEMU takes the last.
        if (!options.QemuArguments.Contains("-m"))
            ImageMemory.Check(options.Image, options.Memory);
        DirectoryInfo directory = Directory.CreateTempSubdirectory("hermit-run-");
        try
        {
            string exitFile = Path.Combine(directory.FullName, "exit");
            using var channels = new GuestChannels(directory.FullName);
            using HostTerminal? terminal = options.Print ? null : HostTerminal.TryTake();
            options.Configuration.AddRange(TerminalSettings(terminal));
            List<string> arguments = QemuCommand.Arguments(options, architecture, channels, exitFile);
            if (options.Print)
            {
                Console.Out.WriteLine(string.Join(' ', arguments.Prepend(qemu).Select(CommandWords.Quote)));
                return 0;
            }
            int status = RunQemu(qemu, arguments, channels, terminal);
            return ReadExitCode(exitFile) ?? throw NoExitCode(status);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    // What the guest knows of a terminal. Without modes of its own, as on Windows, it is like a pipe to the guest.
    private List<string> TerminalSettings(HostTerminal? terminal)
    {
        var streams = new List<string>();
        if (terminal is not null)
            streams.Add("stdin");
        if (!OperatingSystem.IsWindows() && !Console.IsOutputRedirected)
            streams.Add("stdout");
        if (!OperatingSystem.IsWindows() && !Console.IsErrorRedirected)
            streams.Add("stderr");
        if (streams.Count == 0)
            return [];

        options.Environment.AddTerminal();
        var settings = new List<string> { $"terminal={string.Join(',', streams)}" };
        if (terminal?.Size('x') is { } size)
            settings.Add($"terminal.size={size}");
        return settings;
    }

    private int RunQemu(string qemu, List<string> arguments, GuestChannels channels, HostTerminal? terminal)
    {
        if (options.Debug)
            HostStreams.Messages.WriteLine(DebuggerHelp());
        foreach (PortForward port in options.Ports)
            HostStreams.Messages.WriteLine($"hermit: {port.Describe()}");
        using Process process = Start(qemu, arguments);
        using Stream standardOutput = HostStreams.Output();
        using Stream standardError = HostStreams.Error();
        var output = new OutputStream(standardOutput, channels.Output);
        var error = new OutputStream(standardError, channels.Error);
        var monitor = new QemuMonitor(channels.Monitor, process);
        using var signals = new GuestSignals(options, channels, process);
        using PosixSignalRegistration? resized = OperatingSystem.IsWindows() || terminal is null || !options.UsesPorts
            ? null
            : PosixSignalRegistration.Create(PosixSignal.SIGWINCH, _ => SendSize(signals, terminal));
        Task[] copies =
        [
            output.CopyPortAsync(), output.CopySerialAsync(process.StandardOutput.BaseStream),
            error.CopyPortAsync(), channels.SerialError.ReceiveAsync(error.WriteSerialAsync),
            CopyQemuErrorsAsync(process.StandardError),
            signals.ListenAsync(), monitor.ListenAsync(),
        ];
        StartInput(new GuestInput(
            options.UsesPorts ? channels.Input : null, process.StandardInput.BaseStream, terminal is null ? _ => { } : keys => signals.OnKeys(keys.Span)));

        bool inTime = options.Timeout is not { } timeout || process.WaitForExit(timeout);
        if (!inTime)
            process.Kill();
        process.WaitForExit();
        channels.Abandon();
        Task.WaitAll(copies);
        if (!inTime)
            throw new LaunchException("HERMIT2014", $"The guest was ended after {options.Timeout!.Value.TotalSeconds:0} s.", ExitCodes.TimedOut);
        if (monitor.HasSeenInternalError)
        {
            throw new LaunchException("HERMIT2016", $"QEMU stopped the machine with an internal error: the accelerator '{options.Accelerator}' cannot run it here. "
                + "What QEMU says is above. --accelerator tcg (HermitAccelerator) runs it anywhere.", ExitCodes.Failed);
        }

        _signalled = signals.ExitCode;
        return process.ExitCode;
    }

    private static void SendSize(GuestSignals signals, HostTerminal terminal)
    {
        if (terminal.Size(' ') is { } size)
            _ = signals.SendSizeAsync(size);
    }

    private Process Start(string qemu, List<string> arguments)
    {
        var start = new ProcessStartInfo(qemu, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new LaunchException("HERMIT2012", $"QEMU ('{qemu}') could not be started: {e.Message}", ExitCodes.Failed);
        }
    }

    /// <summary>On a thread of its own: a read of a terminal cannot be cancelled and must not keep the launcher alive.</summary>
    private static void StartInput(GuestInput input)
    {
        var thread = new Thread(() => input.Copy(HostStreams.Input()))
        {
            IsBackground = true,
            Name = "standard input",
        };
        thread.Start();
    }

    private static async Task CopyQemuErrorsAsync(StreamReader errors)
    {
        while (await errors.ReadLineAsync() is { } line)
        {
            // QEMU comments on the signal that ended it, which the user knows of.
            if (!line.Contains("terminating on signal", StringComparison.Ordinal))
                HostStreams.Messages.WriteLine(line);
        }
    }

    private static int? ReadExitCode(string path)
    {
        byte[] bytes = File.Exists(path) ? File.ReadAllBytes(path) : [];
        return bytes.Length == sizeof(int) ? BinaryPrimitives.ReadInt32LittleEndian(bytes) : null;
    }

    private LaunchException NoExitCode(int status)
    {
        if (_signalled != 0)
            return new LaunchException("", "", _signalled);
        // isa-debug-exit makes QEMU's status odd and above 1; an error in QEMU's own arguments makes it 1.
        return status == 1
            ? new LaunchException("HERMIT2012", "QEMU did not start the machine; its message is above.", ExitCodes.Failed)
            : new LaunchException("HERMIT2011", "The guest stopped without an exit code: it was reset, powered off or crashed "
                + "before the program ended. --debug (HermitDebug=true) waits for gdb; '-d int,cpu_reset' among QEMU's arguments "
                + "(HermitQemuArguments) logs the fault.", ExitCodes.Failed);
    }

    private string DebuggerHelp() => $"""
        hermit-run: waiting for gdb on port {options.GdbPort}. In another terminal:
          gdb-multiarch -ex 'symbol-file {options.Image}.dbg' -ex 'target remote 127.0.0.1:{options.GdbPort}'
        then, for example: break Program.cs:1, continue, backtrace
        """;
}
