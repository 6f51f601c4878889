using System.Buffers.Binary;
using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Hermit.Run;

/// <summary>Runs QEMU for one image and turns its end into an exit code.</summary>
internal sealed class Launcher(LaunchOptions options)
{
    private readonly CancellationTokenSource _ended = new();
    private int _signalled;

    /// <summary>Boots the image and blocks until the guest ends.</summary>
    /// <returns>The exit code of the guest's program.</returns>
    /// <exception cref="LaunchException">QEMU could not be started, or the guest stopped without an exit code.</exception>
    public int Run()
    {
        string qemu = QemuLocator.Find(options.Qemu);
        if (!File.Exists(options.Image))
            throw new LaunchException("HERMIT2013", $"The image '{options.Image}' does not exist.", ExitCodes.Failed);
        // Of two amounts QEMU takes the last.
        if (!options.QemuArguments.Contains("-m"))
            ImageMemory.Check(options.Image, options.Memory);
        DirectoryInfo directory = Directory.CreateTempSubdirectory("hermit-run-");
        try
        {
            string exitFile = Path.Combine(directory.FullName, "exit");
            using var errors = new ErrorChannel(directory.FullName);
            List<string> arguments = QemuCommand.Arguments(options, errors.Backend, exitFile);
            if (options.Print)
            {
                Console.Out.WriteLine(string.Join(' ', arguments.Prepend(qemu).Select(CommandWords.Quote)));
                return 0;
            }
            int status = RunQemu(qemu, arguments, errors);
            return ReadExitCode(exitFile) ?? throw NoExitCode(status);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private int RunQemu(string qemu, List<string> arguments, ErrorChannel errors)
    {
        if (options.Debug)
            Console.Error.WriteLine(DebuggerHelp());
        foreach (PortForward port in options.Ports)
            Console.Error.WriteLine($"hermit: {port.Describe()}");
        using Process process = Start(qemu, arguments);
        using Stream output = Console.OpenStandardOutput();
        using Stream error = Console.OpenStandardError();
        using var interrupt = OnSignal(PosixSignal.SIGINT, process, ExitCodes.Interrupted);
        using var terminate = OnSignal(PosixSignal.SIGTERM, process, ExitCodes.Terminated);
        using var hangUp = OnSignal(PosixSignal.SIGHUP, process, ExitCodes.Terminated);

        Task copyOutput = Pump.CopyAsync(process.StandardOutput.BaseStream, output, CancellationToken.None);
        Task copyError = errors.CopyToAsync(error, _ended.Token);
        Task copyQemuErrors = CopyQemuErrorsAsync(process.StandardError);
        StartInput(process.StandardInput.BaseStream);

        bool inTime = options.Timeout is not { } timeout || process.WaitForExit(timeout);
        if (!inTime)
            Kill(process);
        process.WaitForExit();
        _ended.CancelAfter(TimeSpan.FromSeconds(2));
        Task.WaitAll(copyOutput, copyError, copyQemuErrors);
        if (!inTime)
            throw new LaunchException("HERMIT2014", $"The guest was ended after {options.Timeout!.Value.TotalSeconds:0} s.", ExitCodes.TimedOut);
        return process.ExitCode;
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
    private void StartInput(Stream guest)
    {
        var thread = new Thread(() => Pump.CopyInputAsync(Console.OpenStandardInput(), guest).GetAwaiter().GetResult())
        {
            IsBackground = true,
            Name = "standard input",
        };
        thread.Start();
    }

    private async Task CopyQemuErrorsAsync(StreamReader errors)
    {
        while (await errors.ReadLineAsync() is { } line)
        {
            // QEMU comments on the signal that ended it, which the user knows of.
            if (!line.Contains("terminating on signal", StringComparison.Ordinal))
                Console.Error.WriteLine(line);
        }
    }

    private PosixSignalRegistration OnSignal(PosixSignal signal, Process process, int exitCode) =>
        PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            Interlocked.CompareExchange(ref _signalled, exitCode, 0);
            Kill(process);
        });

    private static void Kill(Process process)
    {
        try
        {
            process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }

    private static int? ReadExitCode(string path)
    {
        byte[] bytes = File.Exists(path) ? File.ReadAllBytes(path) : [];
        return bytes.Length == sizeof(int) ? BinaryPrimitives.ReadInt32LittleEndian(bytes) : null;
    }

    private LaunchException NoExitCode(int status)
    {
        if (Volatile.Read(ref _signalled) is not 0 and var signalled)
            return new LaunchException("", "", signalled);
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
