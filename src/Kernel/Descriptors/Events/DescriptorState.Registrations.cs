using Hermit.Abi;
using Hermit.Files;
using Hermit.Memory;
using Hermit.Scheduling;

namespace Hermit.Descriptors;

/// <content>Which event ports look at which objects.</content>
internal partial struct DescriptorState
{
    /// <summary>The object that a registration is about, and what is waited for; <see langword="false"/> if it has ended.</summary>
    public readonly bool TryGetRegistered(ulong tag, out OpenObject target, out Registration registration)
    {
        Handle<Registration> handle = Handle<Registration>.FromBits(tag);
        if (!_registrations.Contains(handle))
        {
            target = default;
            registration = default;
            return false;
        }

        registration = _registrations[handle];
        target = _objects[registration.Target];
        return true;
    }

    /// <summary>
    /// Begins, changes or (with no events) ends the registration of a descriptor's object with a port. <paramref name="queue"/> is that of the object.
    /// Errors are those of <c>epoll_ctl(2)</c>.
    /// </summary>
    public SystemError Register(int descriptor, ulong port, WaitSet set, WaitQueue queue, SocketEvents events, nuint data)
    {
        SystemError error = Find(descriptor, OpenOptions.None, out OpenObject target);
        if (error != SystemError.None)
        {
            return error;
        }

        Handle<OpenObject> owner = _map.Find(_pages, descriptor);
        for (Handle<Registration> handle = target.Registrations; !handle.IsNull; handle = _registrations[handle].Next)
        {
            ref Registration existing = ref _registrations[handle];
            if (existing.Port != port)
            {
                continue;
            }

            if (events == SocketEvents.None)
            {
                Unlink(owner, handle);
                return SystemError.None;
            }

            // What is ready now is told again, as EPOLL_CTL_MOD does.
            existing.Interest = events;
            existing.Data = data;
            set.Renew(existing.Member);
            return SystemError.None;
        }

        return events == SocketEvents.None ? SystemError.NotFound : AddRegistration(owner, port, set, queue, events, data);
    }

    private SystemError AddRegistration(
        Handle<OpenObject> owner, ulong port, WaitSet set, WaitQueue queue, SocketEvents events, nuint data)
    {
        if (!_registrations.TryAllocate(out Handle<Registration> made))
        {
            return SystemError.OutOfMemory;
        }

        if (!set.TryAdd(queue, made.ToBits(), out WaitSetMember member))
        {
            _registrations.Free(made);
            return SystemError.OutOfMemory;
        }

        ref Registration registration = ref _registrations[made];
        registration.Target = owner;
        registration.Port = port;
        registration.Set = set;
        registration.Member = member;
        registration.Interest = events;
        registration.Data = data;
        registration.Next = _objects[owner].Registrations;
        _objects[owner].Registrations = made;
        return SystemError.None;
    }

    private void RemoveRegistrations(Handle<OpenObject> owner)
    {
        for (Handle<Registration> first = _objects[owner].Registrations; !first.IsNull; first = _objects[owner].Registrations)
        {
            Unlink(owner, first);
        }
    }

    private void Unlink(Handle<OpenObject> owner, Handle<Registration> handle)
    {
        ref Registration registration = ref _registrations[handle];
        Handle<Registration> before = _objects[owner].Registrations;
        if (before.Equals(handle))
        {
            _objects[owner].Registrations = registration.Next;
        }
        else
        {
            Handle<Registration> next = _registrations[before].Next;
            while (!next.Equals(handle))
            {
                before = next;
                next = _registrations[before].Next;
            }

            _registrations[before].Next = registration.Next;
        }

        registration.Set.Remove(registration.Member);
        _registrations.Free(handle);
    }
}
