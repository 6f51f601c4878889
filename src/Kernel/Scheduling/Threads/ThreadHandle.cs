using System;

using Hermit.Memory;

namespace Hermit.Scheduling;

/// <summary>Names a thread, also after it has ended: no later thread has the same handle. The default handle names none.</summary>
public readonly struct ThreadHandle : IEquatable<ThreadHandle>
{
    private readonly Handle<Thread> _handle;

    internal ThreadHandle(Handle<Thread> handle)
    {
        _handle = handle;
    }

    /// <summary>Whether it names no thread.</summary>
    public bool IsNull => _handle.IsNull;

    internal Handle<Thread> Value => _handle;

    /// <summary>The handle that <see cref="ToBits"/> turned into <paramref name="bits"/>. Any other number names no thread.</summary>
    public static ThreadHandle FromBits(ulong bits) => new(Handle<Thread>.FromBits(bits));

    /// <summary>The handle as a number: 0 for the default handle only.</summary>
    public ulong ToBits() => _handle.ToBits();

    /// <inheritdoc/>
    public bool Equals(ThreadHandle other) => _handle.Equals(other._handle);
}
