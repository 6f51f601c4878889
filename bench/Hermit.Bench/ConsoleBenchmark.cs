using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace Hermit.Bench;

/// <summary>
/// The standard streams: 10 MB in, 100,000 lines and 50 MB out, on the guest's clock. The image has them through the launcher, as users do; the Linux
/// guest's program has ports of the same virtual console, read and written by QEMU itself, which is the shorter way.
/// </summary>
internal sealed class ConsoleBenchmark : Benchmark
{
    private const string Mark = "bench: ";
    private const int InputBytes = 10_000_000;
    private const int Megabytes = 64;
    private const int LinuxMegabytes = 128;
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(170);

    /// <inheritdoc/>
    public override string Name => "console";

    /// <inheritdoc/>
    public override string Summary => "300 kB and 10 MB of input, 100,000 lines and 50 MB of output";

    /// <inheritdoc/>
    public override void Run(BenchContext context)
    {
        BenchProgram program = context.PublishWithPorts("bench/Programs/Console");
        (string machine, string argument) = context.Machines.All[0];
        string messages = context.ScratchFile("console.messages");
        // The path of a socket is short.
        string socket = Path.Combine(Path.GetTempPath(), $"hermit-bench-{Environment.ProcessId}");
        List<string> linux = context.Machines.LinuxWithPorts(argument, program, context.LinuxKernel, socket, messages, LinuxMegabytes);
        var linuxRounds = new List<Dictionary<string, double>>();
        var hermitRounds = new List<Dictionary<string, double>>();
        for (int round = 1; round <= context.Rounds; round++)
        {
            BenchContext.Progress($"{Name}: round {round} of {context.Rounds}");
            File.Delete(messages);
            string errors = MeasureLinux(linux, socket);
            linuxRounds.Add(Values(File.Exists(messages) ? File.ReadAllText(messages) : errors));
            hermitRounds.Add(Values(Measure("dotnet", ["exec", context.Launcher, "--memory", $"{Megabytes}M", program.HermitImage], feedsInput: true)));
        }

        BenchContext.Progress("");
        var rows = linuxRounds[0].Keys.Select(part => new ProgramResult(part, Median(linuxRounds, part), Median(hermitRounds, part))).ToList();
        ProgramResult.Print(string.Create(CultureInfo.InvariantCulture, $"{Summary}: ms of the guest, medians of {context.Rounds}, in turn, {machine}, TCG, 1 CPU"), rows);
        context.Store(Name, new { Benchmark = Name, Unit = "ms", context.Rounds, Machine = machine, Results = rows });
    }

    private static double Median(List<Dictionary<string, double>> rounds, string part) =>
        Statistics.Median(rounds.Select(r => r.TryGetValue(part, out double value) ? value : throw new BenchException($"A side did not measure '{part}'.")));

    private static string MeasureLinux(List<string> arguments, string path)
    {
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen(1);
        Task feed = Task.Run(() => Feed(listener));
        string said = Measure(arguments[0], arguments.Skip(1), feedsInput: false);
        listener.Close();
        feed.Wait();
        File.Delete(path);
        return said;
    }

    private static void Feed(Socket listener)
    {
        try
        {
            using Socket connection = listener.Accept();
            byte[] input = new byte[InputBytes];
            for (int sent = 0; sent < input.Length;)
                sent += connection.Send(input.AsSpan(sent));
            // When a port is closed at once, Linux loses what it has not read yet.
            _ = connection.Receive(input);
        }
        catch (SocketException)
        {
            // QEMU ended, and says why.
        }
    }

    /// <summary>Runs a guest to its end, reading what it writes, and gives what it said besides.</summary>
    private static string Measure(string command, IEnumerable<string> arguments, bool feedsInput)
    {
        var start = new ProcessStartInfo(command, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start) ?? throw new BenchException($"{command} did not start.");
        using var timer = new Timer(_ => process.Kill(entireProcessTree: true), null, s_limit, Timeout.InfiniteTimeSpan);
        Task<string> errors = process.StandardError.ReadToEndAsync();
        Task output = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        if (feedsInput)
        {
            process.StandardInput.BaseStream.Write(new byte[InputBytes]);
            process.StandardInput.Close();
        }

        output.Wait();
        process.WaitForExit();
        return errors.Result;
    }

    private static Dictionary<string, double> Values(string said)
    {
        if (said.Contains("bytes came of", StringComparison.Ordinal))
            throw new BenchException($"Input was lost: {said}");
        var values = new Dictionary<string, double>();
        foreach (string line in said.Split('\n').Where(line => line.StartsWith(Mark, StringComparison.Ordinal)))
        {
            string text = line.TrimEnd();
            int space = text.LastIndexOf(' ');
            values[text[Mark.Length..space]] = double.Parse(text[(space + 1)..], CultureInfo.InvariantCulture);
        }

        return values.Count > 0 ? values : throw new BenchException($"A guest measured nothing: {said}");
    }
}
