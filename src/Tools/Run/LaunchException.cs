namespace Hermit.Run;

/// <summary>A launch that cannot start or did not end as a program ends: a message for the user and the launcher's exit code.</summary>
internal sealed class LaunchException(string code, string message, int exitCode) : Exception(message)
{
    /// <summary>The code under which docs/errors.md explains the message, such as <c>HERMIT2010</c>.</summary>
    public string Code { get; } = code;

    /// <summary>The exit code of the launcher.</summary>
    public int ExitCode { get; } = exitCode;
}
