using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace Hermit.Bench;

/// <summary>Bytes by TCP: how fast a guest takes and gives many, and what memory idle connections take, against the same program in a Linux guest.</summary>
internal sealed class TcpBenchmark : Benchmark
{
    private const int Megabytes = 256;
    private const long Bulk = 64 << 20;
    private const int IdleConnections = 10_000;

    /// <inheritdoc/>
    public override string Name => "tcp";

    /// <inheritdoc/>
    public override string Summary => "bulk transfers, and idle connections";

    /// <inheritdoc/>
    public override void Run(BenchContext context)
    {
        BenchProgram program = context.PublishNetworked("bench/Programs/Streams");
        string machine = context.Machines.All[0].Argument;
        List<string> linux = [.. context.Machines.Linux(machine, program, context.LinuxKernel, 1, Megabytes), .. Machines.Network(ServingGuest.Port)];
        List<string> hermit = [.. context.Machines.Hermit(machine, program, "", 1, Megabytes), .. Machines.Network(ServingGuest.Port)];
        List<Measured> linuxRounds = [], hermitRounds = [];
        for (int round = 1; round <= context.Rounds; round++)
        {
            BenchContext.Progress($"tcp: round {round} of {context.Rounds}");
            linuxRounds.Add(Measure(linux));
            hermitRounds.Add(Measure(hermit));
        }

        BenchContext.Progress("");
        Write($"tcp: medians of {context.Rounds}, in turn, {context.Machines.All[0].Name}, TCG, 1 CPU, {Megabytes} MB, QEMU's user network");
        Write($"{"",-40}{"Linux",12}{"Hermit",12}{"ratio",10}");
        Row("taken from the host, MB/s", linuxRounds, hermitRounds, m => m.Taken);
        Row("given to the host, MB/s", linuxRounds, hermitRounds, m => m.Given);
        Row($"an end of {IdleConnections} connections, bytes", linuxRounds, hermitRounds, m => m.Idle);
        context.Store(Name, new { Benchmark = Name, context.Rounds, Megabytes, Bulk, IdleConnections, Linux = linuxRounds, Hermit = hermitRounds });
    }

    private static Measured Measure(List<string> arguments)
    {
        using ServingGuest guest = ServingGuest.Boot(arguments, Order('T', 0), [0]);
        Take(Bulk / 4);
        Give(Bulk / 4);
        return new Measured(Take(Bulk), Give(Bulk), Idle());
    }

    private static double Take(long bytes)
    {
        using Socket socket = ServingGuest.Connect();
        byte[] buffer = new byte[256 << 10];
        socket.Send(Order('T', bytes));
        long before = Stopwatch.GetTimestamp();
        for (long sent = 0; sent < bytes;)
            sent += socket.Send(buffer.AsSpan(0, (int)Math.Min(buffer.Length, bytes - sent)));
        if (socket.Receive(buffer) != 1)
            throw new BenchException("The guest did not take what it was sent.");
        return bytes / 1e6 / Stopwatch.GetElapsedTime(before).TotalSeconds;
    }

    private static double Give(long bytes)
    {
        using Socket socket = ServingGuest.Connect();
        byte[] buffer = new byte[256 << 10];
        socket.Send(Order('G', bytes));
        long before = Stopwatch.GetTimestamp(), received = 0;
        while (socket.Receive(buffer) is int count and > 0)
            received += count;
        return received == bytes ? bytes / 1e6 / Stopwatch.GetElapsedTime(before).TotalSeconds : throw new BenchException($"The guest gave {received} of {bytes} bytes.");
    }

    private static double Idle()
    {
        using Socket socket = ServingGuest.Connect();
        byte[] answer = new byte[sizeof(long)];
        socket.Send(Order('I', IdleConnections));
        return socket.Receive(answer) == answer.Length ? BinaryPrimitives.ReadInt64LittleEndian(answer) : throw new BenchException("The guest could not hold the connections.");
    }

    private static byte[] Order(char what, long count)
    {
        byte[] order = new byte[9];
        order[0] = (byte)what;
        BinaryPrimitives.WriteInt64LittleEndian(order.AsSpan(1), count);
        return order;
    }

    private static void Row(string name, List<Measured> linux, List<Measured> hermit, Func<Measured, double> value)
    {
        double theirs = Statistics.Median(linux.Select(value)), ours = Statistics.Median(hermit.Select(value));
        Write($"{name,-40}{theirs,12:0.0}{ours,12:0.0}{ours / theirs,10:0.00}");
    }

    private static void Write(FormattableString line) => Console.Out.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private sealed record Measured(double Taken, double Given, double Idle);
}
