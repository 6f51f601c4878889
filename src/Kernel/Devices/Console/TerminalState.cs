namespace Hermit.Devices;

/// <summary>What the terminal's lock protects.</summary>
internal struct TerminalState
{
    /// <summary>Keys on their way to the program.</summary>
    public LineDiscipline Input;

    /// <summary>How large it is.</summary>
    public TerminalSize Size;

    /// <summary>A bit for each stream that is on it.</summary>
    public uint Streams;
}
