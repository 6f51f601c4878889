using System.Runtime.CompilerServices;

using Hermit.Memory;

namespace Hermit.Net;

/// <summary>The lists of a timer wheel.</summary>
[InlineArray(TimerWheel.Levels * TimerWheel.SlotsPerLevel)]
internal struct TimerSlots
{
    private Handle<TcpConnection> _first;
}
