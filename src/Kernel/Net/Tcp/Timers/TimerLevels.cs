using System.Runtime.CompilerServices;

namespace Hermit.Net;

/// <summary>For each level of a timer wheel one bit for each slot: whether there is anything in it.</summary>
[InlineArray(TimerWheel.Levels)]
internal struct TimerLevels
{
    private ulong _occupied;
}
