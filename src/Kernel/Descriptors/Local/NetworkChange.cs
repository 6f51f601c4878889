namespace Hermit.Descriptors;

/// <summary>How the network has changed. The values are those of the .NET libraries (<c>Interop.Sys.NetworkChangeKind</c>).</summary>
public enum NetworkChange : byte
{
    /// <summary>An interface has one more address.</summary>
    AddressAdded = 0,

    /// <summary>An interface has one address less.</summary>
    AddressRemoved = 1,

    /// <summary>A route has come or gone.</summary>
    AvailabilityChanged = 2,
}
