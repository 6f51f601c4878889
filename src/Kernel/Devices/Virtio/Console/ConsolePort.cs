namespace Hermit.Devices;

/// <summary>What a port of the console device is for; the host gives ports names that say so.</summary>
internal enum ConsolePort
{
    /// <summary>Not one of ours.</summary>
    None,

    /// <summary><c>hermit.stdin</c>: the standard input. Ends when the host closes it.</summary>
    Input,

    /// <summary><c>hermit.stdout</c>: the standard output.</summary>
    Output,

    /// <summary><c>hermit.stderr</c>: the standard error.</summary>
    Error,

    /// <summary><c>hermit.control</c>: what the host has to say about its terminal, and which signals it sends.</summary>
    Control,
}
