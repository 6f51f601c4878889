using Hermit.Files;
using Hermit.Scheduling;

namespace Hermit.Descriptors;

/// <summary>What the descriptors of one <c>open</c>, <c>pipe</c> or <c>socket</c> share: an object, by kind and handle, and how it may be used.</summary>
internal struct OpenObject
{
    /// <summary>What it is.</summary>
    public ObjectKind Kind;

    /// <summary>Whether an operation that would have to wait fails instead.</summary>
    public bool IsNonBlocking;

    /// <summary>What it was opened for.</summary>
    public OpenOptions Options;

    /// <summary>How many descriptors name it.</summary>
    public uint References;

    /// <summary>The file that it was opened as; null if it never was one.</summary>
    public FileHandle File;

    /// <summary>The handle of the object in the layer that does the work, as a number.</summary>
    public ulong Handle;

    /// <summary>Of a socket: the queue that its changes wake.</summary>
    public WaitQueue Queue;

    /// <summary>Of a socket: whether it is of the IPv6 family.</summary>
    public bool IsV6;

    /// <summary>Of a socket: how long reading and writing wait, in milliseconds; 0 for ever.</summary>
    public uint ReadTimeout, WriteTimeout;

    /// <summary>The first of the registrations with event ports.</summary>
    public RegistrationLink Registrations;
}
