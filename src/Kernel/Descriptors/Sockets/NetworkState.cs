using Hermit.Net;

namespace Hermit.Descriptors;

/// <summary>The network stack, and when it has to be called.</summary>
internal struct NetworkState
{
    /// <summary>The stack.</summary>
    public NetworkStack Stack;

    /// <summary>Whether the stack was made ready.</summary>
    public bool IsStarted;

    /// <summary>The machine's network card, if <see cref="CardInterface"/> is not 0.</summary>
    public WatchedDevice Card;

    /// <summary>The number of the card's interface; 0 without a card.</summary>
    public int CardInterface;

    /// <summary>What <see cref="NetworkStack.AddressChanges"/> was when programs were told of changes last.</summary>
    public int ToldChanges;

    /// <summary>When the network's thread calls the stack at the latest.</summary>
    public Instant NextPoll;
}
