namespace Hermit.Net;

/// <summary>Where a connection stands in a list.</summary>
internal struct ListLink
{
    /// <summary>The one behind it.</summary>
    public ConnectionReference Next;

    /// <summary>The one before it.</summary>
    public ConnectionReference Previous;

    /// <summary>Whether it is in the list.</summary>
    public bool Listed;
}
