using System.Runtime.CompilerServices;
using System.Threading;

namespace Hermit.Machine;

/// <summary>
/// The registers of a device, at their place in memory. A capability: Machine makes windows of what firmware and buses say belongs to a device and
/// is mapped as registers, never over RAM. Registers are numbers: a window cannot be read as a structure, which would make any bits a capability. Each
/// access is one of the register's size, in the order of the program; one outside the window is a panic.
/// </summary>
/// <remarks>Reads are not inlined: the compiler makes a narrower load of one whose value is cast or masked, volatile or not, and devices refuse those.</remarks>
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
    [MethodImpl(MethodImplOptions.NoInlining)]
    public byte Read(Register<byte> register) => Volatile.Read(ref At(register.Offset, sizeof(byte)));

    /// <summary>Reads a register.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public ushort Read(Register<ushort> register)
    {
        ref byte location = ref At(register.Offset, sizeof(ushort));
        unsafe
        {
            // SAFETY: At has checked that the bytes are within the window and aligned; any bits are a number.
            return Volatile.Read(ref Unsafe.As<byte, ushort>(ref location));
        }
    }

    /// <summary>Reads a register.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public uint Read(Register<uint> register)
    {
        ref byte location = ref At(register.Offset, sizeof(uint));
        unsafe
        {
            // SAFETY: At has checked that the bytes are within the window and aligned; any bits are a number.
            return Volatile.Read(ref Unsafe.As<byte, uint>(ref location));
        }
    }

    /// <summary>Writes a register.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(Register<byte> register, byte value) => Volatile.Write(ref At(register.Offset, sizeof(byte)), value);

    /// <summary>Writes a register.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(Register<ushort> register, ushort value)
    {
        ref byte location = ref At(register.Offset, sizeof(ushort));
        unsafe
        {
            // SAFETY: as in Read. What a write makes the device do is the driver's, which holds this window; it learns no address of memory that
            // is not its own buffer's (DmaAddress).
            Volatile.Write(ref Unsafe.As<byte, ushort>(ref location), value);
        }
    }

    /// <summary>Writes a register.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(Register<uint> register, uint value)
    {
        ref byte location = ref At(register.Offset, sizeof(uint));
        unsafe
        {
            // SAFETY: as in Read. What a write makes the device do is the driver's, which holds this window; it learns no address of memory that
            // is not its own buffer's (DmaAddress).
            Volatile.Write(ref Unsafe.As<byte, uint>(ref location), value);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref byte At(int offset, int size)
    {
        Panic.Unless((nuint)(uint)offset + (nuint)size <= _length && offset >= 0 && (_address + (nuint)offset) % (nuint)size == 0, "a device register is outside of its window");
        unsafe
        {
            // SAFETY: within the window, which is mapped as device registers for good.
            return ref *(byte*)(_address + (nuint)offset);
        }
    }
}
