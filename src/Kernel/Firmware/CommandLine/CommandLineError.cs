namespace Hermit.Firmware;

/// <summary>What can be wrong with a kernel command line.</summary>
public enum CommandLineError
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It is longer than <see cref="CommandLine.MaximumBytes"/>.</summary>
    TooLong,

    /// <summary>A quoted argument does not end.</summary>
    UnterminatedQuote,

    /// <summary>A word before <c>--</c> is not of the form <c>key=value</c>.</summary>
    NotAnOption,
}
