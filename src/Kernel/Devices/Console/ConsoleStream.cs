namespace Hermit.Devices;

/// <summary>What a program reads and writes.</summary>
public enum ConsoleStream
{
    /// <summary>The standard input.</summary>
    Input,

    /// <summary>The standard output.</summary>
    Output,

    /// <summary>The standard error.</summary>
    Error,
}
