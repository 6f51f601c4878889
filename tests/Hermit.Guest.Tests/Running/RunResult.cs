using System.Text;

namespace Hermit.Guest.Tests.Running;

/// <summary>What a process left behind.</summary>
/// <param name="ExitCode">Its exit code; 128 and the signal's number if a signal ended it.</param>
/// <param name="Output">All that it wrote to standard output.</param>
/// <param name="Error">All that it wrote to standard error.</param>
/// <param name="Elapsed">How long it ran.</param>
/// <param name="TimedOut">Whether it had to be ended.</param>
internal sealed record RunResult(int ExitCode, byte[] Output, byte[] Error, TimeSpan Elapsed, bool TimedOut)
{
    /// <summary>Standard output as text.</summary>
    public string OutputText => Encoding.UTF8.GetString(Output);

    /// <summary>Standard error as text.</summary>
    public string ErrorText => Encoding.UTF8.GetString(Error);

    /// <summary>The last lines of both, for a message.</summary>
    public string Tail(int lines = 25) =>
        $"{(TimedOut ? "ended after" : $"exit code {ExitCode}, after")} {Elapsed.TotalSeconds:F1} s\n"
        + $"--- end of standard output\n{Last(OutputText, lines)}\n--- end of standard error\n{Last(ErrorText, lines)}";

    private static string Last(string text, int lines) => string.Join('\n', text.Split('\n').TakeLast(lines));
}
