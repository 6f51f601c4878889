using System;

namespace Hermit.Devices;

/// <summary>What a terminal does with keys before a program sees them (POSIX, 11.2: the local modes).</summary>
[Flags]
public enum TerminalModes
{
    /// <summary>Each key is handed on as it comes.</summary>
    None = 0,

    /// <summary>ICANON: lines, which can be corrected before they are read.</summary>
    Canonical = 1,

    /// <summary>ECHO: keys are shown.</summary>
    Echo = 2,

    /// <summary>ISIG: some keys are signals.</summary>
    Signals = 4,

    /// <summary>How a terminal begins.</summary>
    Initial = Canonical | Echo | Signals,
}
