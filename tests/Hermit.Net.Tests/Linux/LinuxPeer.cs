using System.Diagnostics;
using System.Net;
using System.Text;

using Hermit.Abi;
using Hermit.Memory;

using Xunit;
using Xunit.Sdk;

namespace Hermit.Net.Tests.Linux;

/// <summary>
/// Our stack at 10.77.0.2, and Linux's at 10.77.0.1 in a network of its own, with a tap device between them. Linux's sockets are made by a thread that lives
/// in that network; ours run on the thread of the test.
/// </summary>
internal sealed class LinuxPeer : IDisposable
{
    public const int Card = 2;
    public static readonly IPAddress LinuxAddress = IPAddress.Parse("10.77.0.1");
    public static readonly IPAddress OurAddress = IPAddress.Parse("10.77.0.2");

    private readonly int _file;
    private NetworkStack _stack;
    private FaultDevice<TapDevice> _device;

    public LinuxPeer(Faults faults = default, bool losesOurs = false, int seed = 1)
    {
        _file = InNetwork(OpenTap);
        _device = new FaultDevice<TapDevice>(new TapDevice(_file, losesOurs ? new Random(seed) : null), faults, RandomSource.FromNumber((ulong)seed));
        _stack.Initialize(new byte[RandomSource.SeedBytes], 1 << 16, Now);
        Assert.Equal(Card, _stack.AddInterface(_device.Capabilities, 0));
        Assert.Equal(SystemError.None, _stack.AddAddress(Card, IpAddress.FromV4(10, 77, 0, 2), 24, Now));

        // The cable is plugged in when the stack sees it.
        _ = DevicePump.Run(ref _stack, ref _device, Card, Now, out _);
    }

    public static Instant Now => Instant.FromNanoseconds(1_000_000_000 + (long)Stopwatch.GetElapsedTime(0).TotalNanoseconds);

    public ref NetworkStack Stack => ref _stack;

    private static Worker Network { get; } = new();

    /// <summary>Why there can be no such network here; null if there can.</summary>
    public static string? WhyNot()
    {
        if (!OperatingSystem.IsLinux() || !File.Exists("/dev/net/tun"))
        {
            return "There is no /dev/net/tun.";
        }

        try
        {
            LibC.Close(InNetwork(OpenTap));
            return null;
        }
        catch (Exception error)
        {
            return $"A network of its own, with a tap device, is not allowed here: {error.Message}";
        }
    }

    /// <summary>Does something on the thread that lives in Linux's end of the network.</summary>
    public static T InNetwork<T>(Func<T> work) => Network.Run(work);

    /// <summary>Runs our stack until a condition holds.</summary>
    public void Run(Func<bool> done, double seconds = 120)
    {
        var clock = Stopwatch.StartNew();
        while (!done())
        {
            if (clock.Elapsed.TotalSeconds > seconds)
            {
                throw new XunitException($"not done after {seconds} s");
            }

            if (DevicePump.Run(ref _stack, ref _device, Card, Now, out Instant deadline))
            {
                continue;
            }

            var entry = new LibC.PollEntry { File = _file, Events = 1 };
            _ = LibC.Poll(ref entry, 1, (int)Math.Clamp((deadline - Now).Milliseconds + 1, 1, 5));
        }
    }

    public void Dispose() => LibC.Close(_file);

    private static int OpenTap()
    {
        int file = LibC.Open("/dev/net/tun", LibC.ReadWriteNonBlocking);
        byte[] request = new byte[40];
        Encoding.ASCII.GetBytes("hermit0").CopyTo(request, 0);
        BitConverter.TryWriteBytes(request.AsSpan(16), LibC.TapWithoutHeader);

        // Busy for as long as a program of another test, which is just being started, still has the last one's file.
        if (file < 0 || !SpinWait.SpinUntil(() => LibC.Control(file, LibC.SetInterface, request) == 0, TimeSpan.FromSeconds(2)))
        {
            throw new InvalidOperationException("the tap device cannot be opened");
        }

        foreach (string arguments in new[] { "link set lo up", "link set hermit0 up", "address add 10.77.0.1/24 dev hermit0" })
        {
            using Process process = Process.Start(new ProcessStartInfo("ip", arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            if (process.ExitCode != 0)
            {
                throw new InvalidOperationException($"ip {arguments}: {process.StandardError.ReadToEnd()}");
            }
        }

        return file;
    }

    // The thread that is in the network: a network belongs to a thread, as far as Linux is concerned.
    private sealed class Worker
    {
        private readonly System.Collections.Concurrent.BlockingCollection<Action> _work = [];

        public Worker()
        {
            new Thread(() =>
            {
                bool moved = LibC.Unshare(LibC.NewNetwork) == 0;
                foreach (Action action in _work.GetConsumingEnumerable())
                {
                    if (moved)
                    {
                        action();
                    }
                }
            }) { IsBackground = true }.Start();
        }

        public T Run<T>(Func<T> work)
        {
            var result = new TaskCompletionSource<T>();
            _work.Add(() =>
            {
                try
                {
                    result.SetResult(work());
                }
                catch (Exception error)
                {
                    result.SetException(error);
                }
            });
            return result.Task.WaitAsync(TimeSpan.FromSeconds(10)).GetAwaiter().GetResult();
        }
    }
}
