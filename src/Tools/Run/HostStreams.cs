using Microsoft.Win32.SafeHandles;

namespace Hermit.Run;

/// <summary>
/// The launcher's standard streams. Those of .NET's console take a terminal over when they are first used: they read it in lines, echo them, and write the
/// sequence that switches its keypad. On a terminal the guest's console does that, and what it writes has to be all that is written.
/// </summary>
internal static class HostStreams
{
    private static readonly Lazy<TextWriter> s_messages = new(() => new StreamWriter(Error()) { AutoFlush = true });

    /// <summary>Standard input.</summary>
    public static Stream Input() => Console.IsInputRedirected ? Console.OpenStandardInput() : OnTerminal(0, FileAccess.Read) ?? Console.OpenStandardInput();

    /// <summary>Standard output.</summary>
    public static Stream Output() => Console.IsOutputRedirected ? Console.OpenStandardOutput() : OnTerminal(1, FileAccess.Write) ?? Console.OpenStandardOutput();

    /// <summary>Standard error.</summary>
    public static Stream Error() => Console.IsErrorRedirected ? Console.OpenStandardError() : OnTerminal(2, FileAccess.Write) ?? Console.OpenStandardError();

    /// <summary>For what the launcher itself has to say while the guest runs.</summary>
    public static TextWriter Messages => s_messages.Value;

    /// <summary>
    /// Whether standard output and error are one: the same terminal, pipe or file. What the guest writes to either then has to come in its order.
    /// </summary>
    public static bool ErrorIsOutput => Console.IsOutputRedirected == Console.IsErrorRedirected
        && (OperatingSystem.IsLinux() ? Target(1) == Target(2) : !Console.IsOutputRedirected);

    private static string? Target(int descriptor) => File.ResolveLinkTarget($"/proc/self/fd/{descriptor}", returnFinalTarget: false)?.FullName;

    // Windows has no file descriptors.
    private static FileStream? OnTerminal(int descriptor, FileAccess access) =>
        OperatingSystem.IsWindows() ? null : new FileStream(new SafeFileHandle(descriptor, ownsHandle: false), access, bufferSize: 0);
}
