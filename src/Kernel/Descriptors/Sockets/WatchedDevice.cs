using Hermit.Net;

namespace Hermit.Descriptors;

/// <summary>The machine's card, with what passes it noted (<see cref="NetworkTrace"/>).</summary>
internal struct WatchedDevice : INetworkDevice
{
    private readonly bool _tells;
    private CardDevice _card;

    // How many frames at the head of the queue were noted when the card had no room for them.
    private int _noted;

    /// <summary>Watches a card. <paramref name="tells"/> says whether each frame makes a line on the console, as the setting <c>nettrace</c> asks.</summary>
    public WatchedDevice(in CardDevice card, bool tells)
    {
        _card = card;
        _tells = tells;
        _noted = 0;
    }

    /// <inheritdoc/>
    public readonly DeviceCapabilities Capabilities => _card.Capabilities;

    /// <inheritdoc/>
    public bool IsLinkUp => _card.IsLinkUp;

    /// <inheritdoc/>
    public readonly Instant NextEvent => _card.NextEvent;

    /// <inheritdoc cref="CardDevice.EnableReceiveInterrupt"/>
    public bool EnableReceiveInterrupt() => _card.EnableReceiveInterrupt();

    /// <inheritdoc cref="CardDevice.EnableSendInterrupt"/>
    public bool EnableSendInterrupt() => _card.EnableSendInterrupt();

    /// <inheritdoc/>
    public int Receive(ref PacketPool pool, ref PacketQueue received, int limit, Instant now)
    {
        int before = received.Count;
        int count = _card.Receive(ref pool, ref received, limit, now);
        Note(ref pool, received, before, sent: false, now);
        return count;
    }

    /// <inheritdoc/>
    public int Transmit(ref PacketPool pool, ref PacketQueue queue, Instant now)
    {
        Note(ref pool, queue, _noted, sent: true, now);
        int count = _card.Transmit(ref pool, ref queue, now);
        _noted = queue.Count;
        return count;
    }

    private readonly void Note(ref PacketPool pool, in PacketQueue queue, int from, bool sent, Instant now)
    {
        if (queue.Count <= from)
        {
            return;
        }

        NetworkTrace.Remember(ref pool, queue, from, sent, now);
        if (_tells)
        {
            NetworkTrace.Tell(ref pool, queue, from, sent, now);
        }
    }
}
