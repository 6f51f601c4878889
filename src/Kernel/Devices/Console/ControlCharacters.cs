namespace Hermit.Devices;

/// <summary>Keys with a function, in ASCII, as Linux has them by default (termios(3)).</summary>
public static class ControlCharacters
{
    /// <summary>VINTR: Ctrl-C.</summary>
    public const byte Interrupt = 3;

    /// <summary>VEOF: Ctrl-D.</summary>
    public const byte EndOfFile = 4;

    /// <summary>VDISCARD: Ctrl-O.</summary>
    public const byte Discard = 15;

    /// <summary>VSTART: Ctrl-Q.</summary>
    public const byte Start = 17;

    /// <summary>VREPRINT: Ctrl-R.</summary>
    public const byte Reprint = 18;

    /// <summary>VSTOP: Ctrl-S.</summary>
    public const byte Stop = 19;

    /// <summary>VKILL: Ctrl-U.</summary>
    public const byte Kill = 21;

    /// <summary>VLNEXT: Ctrl-V.</summary>
    public const byte LiteralNext = 22;

    /// <summary>VWERASE: Ctrl-W.</summary>
    public const byte WordErase = 23;

    /// <summary>VSUSP: Ctrl-Z.</summary>
    public const byte Suspend = 26;

    /// <summary>VQUIT: Ctrl-\.</summary>
    public const byte Quit = 28;

    /// <summary>VERASE: Delete.</summary>
    public const byte Erase = 127;
}
