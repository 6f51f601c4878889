using Hermit.Scheduling;

namespace Hermit.Descriptors;

/// <summary>That an event port looks at an object.</summary>
internal struct Registration
{
    /// <summary>The object.</summary>
    public ObjectLink Target;

    /// <summary>The next registration of the same object.</summary>
    public RegistrationLink Next;

    /// <summary>The handle of the port, as a number.</summary>
    public ulong Port;

    /// <summary>The port's set, and the object's place in it.</summary>
    public WaitSet Set;

    /// <inheritdoc cref="Set"/>
    public WaitSetMember Member;

    /// <summary>What is waited for.</summary>
    public SocketEvents Interest;

    /// <summary>What the program calls it.</summary>
    public nuint Data;
}
