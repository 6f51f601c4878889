namespace Hermit.Net;

/// <summary>Why a network operation failed: the error numbers of Linux on x86-64 and arm64 (<c>errno(3)</c>), which the platform layer hands through.</summary>
public enum NetError
{
    /// <summary>It did not fail.</summary>
    None = 0,

    /// <summary>EPERM: not allowed, whoever asks.</summary>
    NotPermitted = 1,

    /// <summary>ENXIO: the interface does not exist.</summary>
    NoInterface = 6,

    /// <summary>EBADF: the handle names no socket.</summary>
    BadDescriptor = 9,

    /// <summary>EAGAIN: it would have to wait.</summary>
    WouldBlock = 11,

    /// <summary>ENOMEM: the kernel has no memory left for its own records.</summary>
    OutOfMemory = 12,

    /// <summary>EACCES: permission is denied (broadcast without the option).</summary>
    AccessDenied = 13,

    /// <summary>ENODEV: no interface fits.</summary>
    NoDevice = 19,

    /// <summary>EINVAL: an argument makes no sense, or not in this state.</summary>
    Invalid = 22,

    /// <summary>EPIPE: the sending side is shut down.</summary>
    BrokenPipe = 32,

    /// <summary>EDESTADDRREQ: no destination, and the socket is not connected.</summary>
    DestinationRequired = 89,

    /// <summary>EMSGSIZE: a datagram is larger than the protocol or the path allows.</summary>
    MessageTooLong = 90,

    /// <summary>ENOPROTOOPT: the option is unknown, or the peer has no such protocol.</summary>
    NoProtocolOption = 92,

    /// <summary>EPROTONOSUPPORT: the protocol is not supported.</summary>
    ProtocolNotSupported = 93,

    /// <summary>EOPNOTSUPP: not for this kind of socket.</summary>
    NotSupported = 95,

    /// <summary>EAFNOSUPPORT: the address is of another family.</summary>
    AddressFamilyNotSupported = 97,

    /// <summary>EADDRINUSE: the local address and port are taken, or no ephemeral port is free.</summary>
    AddressInUse = 98,

    /// <summary>EADDRNOTAVAIL: the address is not one of ours.</summary>
    AddressNotAvailable = 99,

    /// <summary>ENETDOWN: the interface is down.</summary>
    NetworkDown = 100,

    /// <summary>ENETUNREACH: no route.</summary>
    NetworkUnreachable = 101,

    /// <summary>ECONNABORTED: the connection was aborted before it was accepted.</summary>
    ConnectionAborted = 103,

    /// <summary>ECONNRESET: the peer reset the connection.</summary>
    ConnectionReset = 104,

    /// <summary>ENOBUFS: the budget for packets or queues is used up.</summary>
    NoBufferSpace = 105,

    /// <summary>EISCONN: already connected.</summary>
    AlreadyConnected = 106,

    /// <summary>ENOTCONN: not connected.</summary>
    NotConnected = 107,

    /// <summary>ESHUTDOWN: the socket is shut down.</summary>
    Shutdown = 108,

    /// <summary>ETIMEDOUT: the peer did not answer in time.</summary>
    TimedOut = 110,

    /// <summary>ECONNREFUSED: nobody listens there.</summary>
    ConnectionRefused = 111,

    /// <summary>EHOSTDOWN: the host is down.</summary>
    HostDown = 112,

    /// <summary>EHOSTUNREACH: the host cannot be reached.</summary>
    HostUnreachable = 113,

    /// <summary>EALREADY: a connection attempt is already under way.</summary>
    AlreadyInProgress = 114,

    /// <summary>EINPROGRESS: the connection attempt goes on.</summary>
    InProgress = 115,
}
