namespace Hermit.Abi;

/// <summary>Why a system call failed: the error numbers of Linux on x86-64, arm64 and riscv64 (<c>errno(3)</c>), which the border hands through.</summary>
public enum SystemError
{
    /// <summary>It did not fail.</summary>
    None = 0,

    /// <summary>EPERM: the kind of file does not allow it, whoever asks.</summary>
    NotPermitted = 1,

    /// <summary>ENOENT: a name is not there.</summary>
    NotFound = 2,

    /// <summary>ESRCH: no such process.</summary>
    NoProcess = 3,

    /// <summary>EIO: the device failed.</summary>
    InputOutput = 5,

    /// <summary>ENXIO: there is no such interface.</summary>
    NoInterface = 6,

    /// <summary>EBADF: not an open descriptor, or not open for this.</summary>
    BadDescriptor = 9,

    /// <summary>ECHILD: no child processes.</summary>
    NoChildren = 10,

    /// <summary>EAGAIN: it would have to wait.</summary>
    WouldBlock = 11,

    /// <summary>ENOMEM: the kernel has no memory left for its own records.</summary>
    OutOfMemory = 12,

    /// <summary>EACCES: permission is denied.</summary>
    AccessDenied = 13,

    /// <summary>EFAULT: a pointer to nothing.</summary>
    Fault = 14,

    /// <summary>EBUSY: the directory is in use by the system.</summary>
    Busy = 16,

    /// <summary>EEXIST: the name is taken.</summary>
    AlreadyExists = 17,

    /// <summary>ENODEV: the file does not support the operation.</summary>
    NoDevice = 19,

    /// <summary>ENOTDIR: something other than a directory stands where a directory must.</summary>
    NotADirectory = 20,

    /// <summary>EISDIR: a directory stands where something else must.</summary>
    IsADirectory = 21,

    /// <summary>EINVAL: an argument makes no sense.</summary>
    Invalid = 22,

    /// <summary>EMFILE: every descriptor is in use.</summary>
    TooManyOpen = 24,

    /// <summary>ENOTTY: not a terminal.</summary>
    NotATerminal = 25,

    /// <summary>EFBIG: larger than a file can be.</summary>
    TooLarge = 27,

    /// <summary>ENOSPC: the file system is full.</summary>
    NoSpace = 28,

    /// <summary>ESPIPE: the file has no positions.</summary>
    NotSeekable = 29,

    /// <summary>EMLINK: the file has as many names as it can.</summary>
    TooManyLinks = 31,

    /// <summary>EPIPE: nobody is left to read it.</summary>
    BrokenPipe = 32,

    /// <summary>ERANGE: the buffer is too small.</summary>
    OutOfRange = 34,

    /// <summary>ENAMETOOLONG: a name is longer than 255 bytes, or a path than 4095.</summary>
    NameTooLong = 36,

    /// <summary>ENOSYS: no such function here.</summary>
    NotImplemented = 38,

    /// <summary>ENOTEMPTY: the directory has entries.</summary>
    NotEmpty = 39,

    /// <summary>ELOOP: more symbolic links than may be followed, or one where none may be.</summary>
    TooManySymbolicLinks = 40,

    /// <summary>ENOTSOCK: the descriptor is no socket.</summary>
    NotASocket = 88,

    /// <summary>EDESTADDRREQ: no address to send to.</summary>
    DestinationRequired = 89,

    /// <summary>EMSGSIZE: larger than a message can be.</summary>
    MessageTooLarge = 90,

    /// <summary>EPROTOTYPE: the protocol is not of the socket's type.</summary>
    WrongProtocolType = 91,

    /// <summary>ENOPROTOOPT: the protocol has no such option.</summary>
    NoProtocolOption = 92,

    /// <summary>EPROTONOSUPPORT: no such protocol.</summary>
    ProtocolNotSupported = 93,

    /// <summary>ESOCKTNOSUPPORT: the address family has no such type of socket.</summary>
    SocketTypeNotSupported = 94,

    /// <summary>EOPNOTSUPP, which is also ENOTSUP: not for this.</summary>
    NotSupported = 95,

    /// <summary>EAFNOSUPPORT: no such address family.</summary>
    AddressFamilyNotSupported = 97,

    /// <summary>EADDRINUSE: another socket has the address.</summary>
    AddressInUse = 98,

    /// <summary>EADDRNOTAVAIL: no interface has the address.</summary>
    AddressNotAvailable = 99,

    /// <summary>ENETDOWN: the network is down.</summary>
    NetworkDown = 100,

    /// <summary>ENETUNREACH: no route leads there.</summary>
    NetworkUnreachable = 101,

    /// <summary>ECONNABORTED: the connection was aborted.</summary>
    ConnectionAborted = 103,

    /// <summary>ECONNRESET: the peer reset the connection.</summary>
    ConnectionReset = 104,

    /// <summary>ENOBUFS: no memory for buffers.</summary>
    NoBuffers = 105,

    /// <summary>EISCONN: connected already.</summary>
    AlreadyConnected = 106,

    /// <summary>ENOTCONN: not connected.</summary>
    NotConnected = 107,

    /// <summary>ESHUTDOWN: the socket was shut down for sending.</summary>
    Shutdown = 108,

    /// <summary>ETIMEDOUT: no answer in time.</summary>
    TimedOut = 110,

    /// <summary>ECONNREFUSED: nobody listens there.</summary>
    ConnectionRefused = 111,

    /// <summary>EHOSTDOWN: the host is down.</summary>
    HostDown = 112,

    /// <summary>EHOSTUNREACH: the host cannot be reached.</summary>
    HostUnreachable = 113,

    /// <summary>EALREADY: a connection is being made already.</summary>
    AlreadyInProgress = 114,

    /// <summary>EINPROGRESS: the connection is being made.</summary>
    InProgress = 115,
}
