using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Hermit.Tests.Terminals;

/// <summary>A process on a terminal whose other side is the test: it types, and sees what is on the screen.</summary>
internal sealed class PseudoTerminal : IDisposable
{
    private const int ReadWriteNoControl = 0x80102; // O_RDWR | O_NOCTTY | O_CLOEXEC
    private const nuint SetWindowSize = 0x5414; // TIOCSWINSZ
    private const string AskForCursor = "\e[6n"; // DSR, ECMA-48 8.3.35
    private const string CursorPosition = "\e[3;4R"; // CPR, 8.3.14

    private readonly SafeFileHandle _master;
    private readonly FileStream _keys;
    private readonly FileStream _output;
    private readonly Process _process;
    private readonly StringBuilder _screen = new();
    private readonly Thread _reader;

    /// <summary>Starts a program whose controlling terminal is a new one of 100 columns and 30 rows.</summary>
    public PseudoTerminal(string program, params IEnumerable<string> arguments)
    {
        int master = posix_openpt(ReadWriteNoControl);
        Assert.True(master >= 0 && grantpt(master) == 0 && unlockpt(master) == 0, "there are no pseudo-terminals here");
        _master = new SafeFileHandle(master, ownsHandle: true);
        _keys = new FileStream(_master, FileAccess.Write, bufferSize: 0);
        _output = new FileStream(_master, FileAccess.Read, bufferSize: 0);
        var name = new byte[64];
        Assert.Equal(0, ptsname_r(master, name, (nuint)name.Length));
        Name = Encoding.ASCII.GetString(name, 0, Array.IndexOf(name, (byte)0));
        Resize(100, 30);

        string[] words = ["-c", "exec setsid --ctty --wait \"$@\" < \"$0\" > \"$0\" 2>&1", Name, program, .. arguments];
        var start = new ProcessStartInfo("sh", words) { WorkingDirectory = Path.GetTempPath() };
        start.Environment["TERM"] = "xterm-256color";
        _process = Process.Start(start)!;
        _reader = new Thread(Read) { IsBackground = true };
        _reader.Start();
    }

    /// <summary>How long something that is waited for may take.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The terminal's path.</summary>
    public string Name { get; }

    /// <summary>All that was written to it.</summary>
    public string Screen
    {
        get
        {
            lock (_screen)
                return _screen.ToString();
        }
    }

    /// <summary>Types.</summary>
    public void Type(string keys) => _keys.Write(Encoding.UTF8.GetBytes(keys));

    /// <summary>Gives the terminal another size, which its program hears of.</summary>
    public void Resize(ushort columns, ushort rows) =>
        Assert.Equal(0, ioctl((int)_master.DangerousGetHandle(), SetWindowSize, [rows, columns, 0, 0]));

    /// <summary>Waits until something is on the screen, so many times.</summary>
    public void WaitFor(string text, int times = 1)
    {
        for (var watch = Stopwatch.StartNew(); Screen.Split(text).Length <= times; Thread.Sleep(10))
            Assert.True(watch.Elapsed < Limit, $"'{text}' does not come; the screen has:\n{Screen}");
    }

    /// <summary>Waits for the program's end, and gives its exit code.</summary>
    public int WaitForExit()
    {
        Assert.True(_process.WaitForExit(Limit), $"the program does not end; the screen has:\n{Screen}");
        _reader.Join(TimeSpan.FromSeconds(5));
        return _process.ExitCode;
    }

    /// <summary>The terminal's modes, as <c>stty -g</c> writes them.</summary>
    public string Modes()
    {
        using Process stty = Process.Start(new ProcessStartInfo("stty", ["-F", Name, "-g"]) { RedirectStandardOutput = true })!;
        return stty.StandardOutput.ReadToEnd();
    }

    /// <summary>The process on the terminal: <c>sh</c> and <c>setsid</c> became it.</summary>
    public int ProgramId => _process.Id;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
        _keys.Dispose();
        _output.Dispose();
        _master.Dispose();
    }

    private void Read()
    {
        var buffer = new byte[65536];
        var characters = new char[65536];
        Decoder decoder = Encoding.UTF8.GetDecoder();
        try
        {
            int count;
            while ((count = _output.Read(buffer)) > 0)
            {
                int length = decoder.GetChars(buffer, 0, count, characters, 0);
                lock (_screen)
                    _screen.Append(characters, 0, length);
                if (characters.AsSpan(0, length).IndexOf(AskForCursor) >= 0)
                    Type(CursorPosition);
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // Nobody has the terminal open any more.
        }
    }

    [DllImport("libc", SetLastError = true)]
    private static extern int posix_openpt(int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int grantpt(int descriptor);

    [DllImport("libc", SetLastError = true)]
    private static extern int unlockpt(int descriptor);

    [DllImport("libc", SetLastError = true)]
    private static extern int ptsname_r(int descriptor, byte[] name, nuint length);

    [DllImport("libc", SetLastError = true)]
    private static extern int ioctl(int descriptor, nuint request, ushort[] argument);
}
