using Hermit.Memory;

namespace Hermit.Scheduling;

/// <summary>Names a queue's membership in a <see cref="WaitSet"/>.</summary>
public readonly struct WaitSetMember
{
    internal WaitSetMember(Handle<WaitMembership> handle)
    {
        Handle = handle;
    }

    internal Handle<WaitMembership> Handle { get; }
}
