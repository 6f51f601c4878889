using Hermit.Memory;

namespace Hermit.Net;

/// <summary>Where a connection stands in the timer wheel.</summary>
internal struct TimerLink
{
    /// <summary>The connection after it in its slot.</summary>
    public ConnectionReference Next;

    /// <summary>The connection before it in its slot.</summary>
    public ConnectionReference Previous;

    /// <summary>The tick at which it is due.</summary>
    public ulong Due;

    /// <summary>Its slot, plus one; 0 when it is in none.</summary>
    public ushort Slot;
}
