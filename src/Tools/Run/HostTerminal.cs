using System.Diagnostics;
using System.Globalization;

namespace Hermit.Run;

/// <summary>
/// The terminal that the launcher was started on, in a mode in which each key reaches the guest. It is put back when this is disposed of, and also when
/// the launcher is killed: a shell, which waits for the other end of a pipe to be closed, does both.
/// </summary>
internal sealed class HostTerminal : IDisposable
{
    // Output is left as it is: a new line of the guest, and of the launcher, begins at the left. $1 is the terminal.
    private const string Script = """
        trap '' INT TERM HUP QUIT TSTP TTIN TTOU
        exec 3<>"$1" || exit 1
        saved=$(stty -g <&3) || exit 1
        stty -icanon -echo -isig -iexten -ixon -icrnl min 1 time 0 <&3 || exit 1
        echo ready
        while read -r line; do stty size <&3 || echo '0 0'; done
        stty "$saved" <&3
        """;

    private readonly Process _guardian;

    private HostTerminal(Process guardian)
    {
        _guardian = guardian;
    }

    /// <summary>Takes the terminal; null when standard input is none, or has no modes that we know how to change.</summary>
    public static HostTerminal? TryTake()
    {
        if (OperatingSystem.IsWindows() || Console.IsInputRedirected)
            return null;

        var start = new ProcessStartInfo("/bin/sh", ["-c", Script, "hermit-terminal", Device()])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Process guardian = Process.Start(start)!;
        if (guardian.StandardOutput.ReadLine() == "ready")
            return new HostTerminal(guardian);
        guardian.Dispose();
        return null;
    }

    /// <summary>Its size as the guest reads it, columns and rows with a separator between; null when it does not say.</summary>
    public string? Size(char separator)
    {
        lock (_guardian)
        {
            try
            {
                _guardian.StandardInput.WriteLine();
                _guardian.StandardInput.Flush();
                string[] words = _guardian.StandardOutput.ReadLine()?.Split(' ') ?? [];
                return words is [string rows, string columns] && columns != "0" ? string.Create(CultureInfo.InvariantCulture, $"{columns}{separator}{rows}") : null;
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException)
            {
                return null;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_guardian)
        {
            try
            {
                _guardian.StandardInput.Close();
                _guardian.WaitForExit(TimeSpan.FromSeconds(2));
            }
            catch (IOException)
            {
                // It has ended.
            }

            _guardian.Dispose();
        }
    }

    // Standard input may be another terminal than the one that controls the process.
    private static string Device() => OperatingSystem.IsLinux() && File.ResolveLinkTarget("/proc/self/fd/0", returnFinalTarget: false) is { } target ? target.FullName : "/dev/tty";
}
