using Hermit.Abi;
using Hermit.Files;
using Hermit.Memory;

namespace Hermit.Descriptors;

/// <summary>Everything that the lock of the descriptor table protects.</summary>
internal partial struct DescriptorState
{
    private Pool<OpenObject> _objects;
    private Pool<Registration> _registrations;
    private PageStore _pages;
    private DescriptorMap _map;

    /// <summary>How many objects are open.</summary>
    public readonly int Count => _objects.Count;

    /// <summary>Takes the lowest free descriptor, which is not open until <see cref="Install"/>: so that making an object can be given up for want of one.</summary>
    public SystemError Reserve(out int descriptor)
    {
        descriptor = -1;
        if (!_objects.TryAllocate(out Handle<OpenObject> handle))
        {
            return SystemError.OutOfMemory;
        }

        _objects[handle].References = 1;
        SystemError error = _map.Add(ref _pages, handle, out descriptor);
        if (error != SystemError.None)
        {
            _objects.Free(handle);
        }

        return error;
    }

    /// <summary>Opens a descriptor that was reserved.</summary>
    public readonly void Install(int descriptor, in OpenObject target)
    {
        ref OpenObject place = ref _objects[_map.Find(_pages, descriptor)];
        place = target;
        place.References = 1;
    }

    /// <summary>Gives back a descriptor that was reserved.</summary>
    public void Cancel(int descriptor)
    {
        _objects.Free(_map.Find(_pages, descriptor));
        _map.Remove(descriptor);
    }

    /// <summary>A copy of what a descriptor names, which must be open for something.</summary>
    public readonly SystemError Find(int descriptor, OpenOptions access, out OpenObject target)
    {
        Handle<OpenObject> handle = _map.Find(_pages, descriptor);
        target = handle.IsNull ? default : _objects[handle];
        return target.Kind != ObjectKind.None && (target.Options & access) == access ? SystemError.None : SystemError.BadDescriptor;
    }

    /// <summary>Gives another descriptor for the same object: the lowest that is free.</summary>
    public SystemError Duplicate(int descriptor, out int duplicate)
    {
        duplicate = -1;
        Handle<OpenObject> handle = FindOpen(descriptor);
        if (handle.IsNull)
        {
            return SystemError.BadDescriptor;
        }

        SystemError error = _map.Add(ref _pages, handle, out duplicate);
        if (error == SystemError.None)
        {
            _objects[handle].References++;
        }

        return error;
    }

    /// <summary>Closes a descriptor; <paramref name="last"/> is the object if that was its last one, and now to be closed, too.</summary>
    public SystemError Remove(int descriptor, out OpenObject last)
    {
        last = default;
        Handle<OpenObject> handle = FindOpen(descriptor);
        if (handle.IsNull)
        {
            return SystemError.BadDescriptor;
        }

        _map.Remove(descriptor);
        if (--_objects[handle].References == 0)
        {
            RemoveRegistrations(handle);
            last = _objects[handle];
            _objects.Free(handle);
        }

        return SystemError.None;
    }

    /// <summary>Sets whether operations on the object of a descriptor fail where they would have to wait.</summary>
    public readonly SystemError SetNonBlocking(int descriptor, bool value)
    {
        Handle<OpenObject> handle = FindOpen(descriptor);
        if (handle.IsNull)
        {
            return SystemError.BadDescriptor;
        }

        _objects[handle].IsNonBlocking = value;
        return SystemError.None;
    }

    /// <summary>Gives a descriptor the file that it was opened as; false when it has one, or is of another kind.</summary>
    public readonly bool TrySetFile(int descriptor, ObjectKind kind, FileHandle file)
    {
        Handle<OpenObject> handle = FindOpen(descriptor);
        if (handle.IsNull || !_objects[handle].File.IsNull || _objects[handle].Kind != kind)
        {
            return false;
        }

        _objects[handle].File = file;
        return true;
    }

    private readonly Handle<OpenObject> FindOpen(int descriptor)
    {
        Handle<OpenObject> handle = _map.Find(_pages, descriptor);
        return handle.IsNull || _objects[handle].Kind == ObjectKind.None ? default : handle;
    }

    /// <summary>Sets how long operations on a socket wait.</summary>
    public readonly SystemError SetTimeouts(int descriptor, uint? read, uint? write)
    {
        Handle<OpenObject> handle = FindOpen(descriptor);
        if (handle.IsNull || _objects[handle].Kind is not (ObjectKind.Socket or ObjectKind.LocalSocket))
        {
            return handle.IsNull ? SystemError.BadDescriptor : SystemError.NotASocket;
        }

        ref OpenObject target = ref _objects[handle];
        target.ReadTimeout = read ?? target.ReadTimeout;
        target.WriteTimeout = write ?? target.WriteTimeout;
        return SystemError.None;
    }
}
