using System.Diagnostics.CodeAnalysis;

using Hermit.Abi;
using Hermit.Memory;

namespace Hermit.Net;

/// <summary>The local ports that sockets are bound to, and who listens.</summary>
internal struct TcpPortTable
{
    private Pool<TcpPortBinding> _bindings;
    private TcpPortBuckets _buckets;

    /// <summary>A binding.</summary>
    [UnscopedRef]
    public readonly ref TcpPortBinding this[Handle<TcpPortBinding> handle] => ref _bindings[handle];

    /// <summary>
    /// Binds. <see cref="SystemError.AddressInUse"/> if somebody has it who does not share it or listens, <see cref="SystemError.OutOfMemory"/>.
    /// </summary>
    public SystemError Bind(in TcpPortBinding wanted, out Handle<TcpPortBinding> handle)
    {
        handle = default;
        for (Handle<TcpPortBinding> current = _buckets[BucketOf(wanted.Local.Port)]; !current.IsNull; current = _bindings[current].Next)
        {
            ref TcpPortBinding other = ref _bindings[current];
            bool shared = other.Reusable && wanted.Reusable && other.Listener.IsNull;
            if (other.Local.Port == wanted.Local.Port && !shared && other.Overlaps(wanted))
            {
                return SystemError.AddressInUse;
            }
        }

        if (!_bindings.TryAllocate(out handle))
        {
            return SystemError.OutOfMemory;
        }

        ref TcpPortBinding binding = ref _bindings[handle];
        binding = wanted;
        int bucket = BucketOf(wanted.Local.Port);
        binding.Next = _buckets[bucket];
        _buckets[bucket] = handle;
        return SystemError.None;
    }

    /// <summary>Releases a binding; one that is null is none.</summary>
    public void Release(Handle<TcpPortBinding> handle)
    {
        if (handle.IsNull)
        {
            return;
        }

        int bucket = BucketOf(_bindings[handle].Local.Port);
        Handle<TcpPortBinding> after = _bindings[handle].Next;
        if (_buckets[bucket].Equals(handle))
        {
            _buckets[bucket] = after;
        }
        else
        {
            Handle<TcpPortBinding> current = _buckets[bucket];
            while (!_bindings[current].Next.Equals(handle))
            {
                current = _bindings[current].Next;
            }

            _bindings[current].Next = after;
        }

        _bindings.Free(handle);
    }

    /// <summary>Whether anybody else listens on what a binding covers.</summary>
    public readonly bool IsListenedTo(Handle<TcpPortBinding> handle)
    {
        ref TcpPortBinding binding = ref _bindings[handle];
        for (Handle<TcpPortBinding> current = _buckets[BucketOf(binding.Local.Port)]; !current.IsNull; current = _bindings[current].Next)
        {
            if (!current.Equals(handle) && !_bindings[current].Listener.IsNull && _bindings[current].Overlaps(binding))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Finds who listens for connections to an address of ours: the most specific one.</summary>
    public readonly bool TryFindListener(in IpEndpoint local, out Handle<TcpListener> listener)
    {
        listener = default;
        bool specific = false;
        for (Handle<TcpPortBinding> current = _buckets[BucketOf(local.Port)]; !current.IsNull; current = _bindings[current].Next)
        {
            ref TcpPortBinding binding = ref _bindings[current];
            if (binding.Listener.IsNull || !binding.Covers(local) || specific)
            {
                continue;
            }

            specific = !binding.Local.Address.IsUnspecified;
            if (specific || listener.IsNull || binding.Local.Address.IsV4)
            {
                listener = binding.Listener;
            }
        }

        return !listener.IsNull;
    }

    /// <summary>Whether any socket is bound to a port.</summary>
    public readonly bool IsBound(ushort port)
    {
        for (Handle<TcpPortBinding> current = _buckets[BucketOf(port)]; !current.IsNull; current = _bindings[current].Next)
        {
            if (_bindings[current].Local.Port == port)
            {
                return true;
            }
        }

        return false;
    }

    private static int BucketOf(ushort port) => port % TcpPortBuckets.Count;
}
