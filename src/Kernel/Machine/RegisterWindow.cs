using System.Runtime.CompilerServices;
using System.Threading;

namespace Hermit.Machine;

/// <summary>
/// The registers of a device, at their place in memory. A capability: Machine makes windows of what firmware and buses say belongs to a device and
/// is mapped as registers, never over RAM. Each access is one of the register's size, in the order of the program; one outside the window is a panic.
/// </summary>
public readonly struct RegisterWindow
{
    private readonly nuint _address;
    private readonly nuint _length;

    private RegisterWindow(nuint address, nuint length)
    {
        _address = address;
        _length = length;
    }

    /// <summary>The size in bytes.</summary>
    public nuint Length => _length;

    /// <summary>Maps registers; false when something else is there, or memory ran out.</summary>
    internal static bool TryMap<TMapper>(nuint physical, nuint length, out RegisterWindow window)
        where TMapper : struct, IDeviceMapper
    {
        bool mapped = length <= nuint.MaxValue - physical && TMapper.TryMap(physical, length);
        window = mapped ? new RegisterWindow(physical, length) : default;
        return mapped;
    }

    /// <summary>A part of the window; a panic when it is not within it.</summary>
    public RegisterWindow Slice(nuint offset, nuint length)
    {
        Panic.Unless(offset <= _length && length <= _length - offset, "a part of a register window is outside of it");
        return new RegisterWindow(_address + offset, length);
    }

    /// <summary>Reads a register.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Read<T>(Register<T> register)
        where T : unmanaged
    {
        ref byte location = ref At(register.Offset, Unsafe.SizeOf<T>());
        unsafe
        {
            // SAFETY: the size of T decides which one it is, and At has checked that it is within the window.
            switch (sizeof(T))
            {
                case 1:
                    byte value8 = Volatile.Read(ref location);
                    return Unsafe.As<byte, T>(ref value8);
                case 2:
                    ushort value16 = Volatile.Read(ref Unsafe.As<byte, ushort>(ref location));
                    return Unsafe.As<ushort, T>(ref value16);
                case 4:
                    uint value32 = Volatile.Read(ref Unsafe.As<byte, uint>(ref location));
                    return Unsafe.As<uint, T>(ref value32);
                default:
                    ulong value64 = Volatile.Read(ref Unsafe.As<byte, ulong>(ref location));
                    return Unsafe.As<ulong, T>(ref value64);
            }
        }
    }

    /// <summary>Writes a register.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write<T>(Register<T> register, T value)
        where T : unmanaged
    {
        ref byte location = ref At(register.Offset, Unsafe.SizeOf<T>());
        unsafe
        {
            // SAFETY: as in Read. What a write makes the device do is the driver's, which holds this window; it learns no address of memory that
            // is not its own buffer's (DmaAddress).
            switch (sizeof(T))
            {
                case 1:
                    Volatile.Write(ref location, Unsafe.As<T, byte>(ref value));
                    break;
                case 2:
                    Volatile.Write(ref Unsafe.As<byte, ushort>(ref location), Unsafe.As<T, ushort>(ref value));
                    break;
                case 4:
                    Volatile.Write(ref Unsafe.As<byte, uint>(ref location), Unsafe.As<T, uint>(ref value));
                    break;
                default:
                    Volatile.Write(ref Unsafe.As<byte, ulong>(ref location), Unsafe.As<T, ulong>(ref value));
                    break;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref byte At(int offset, int size)
    {
        Panic.Unless(size is 1 or 2 or 4 or 8, "a device register has no such size");
        Panic.Unless((nuint)(uint)offset + (nuint)size <= _length && offset >= 0 && (_address + (nuint)offset) % (nuint)size == 0, "a device register is outside of its window");
        unsafe
        {
            // SAFETY: within the window, which is mapped as device registers for good.
            return ref *(byte*)(_address + (nuint)offset);
        }
    }
}
