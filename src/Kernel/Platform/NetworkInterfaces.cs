using System;
using System.Buffers.Binary;

using Hermit.Abi;
using Hermit.Descriptors;
using Hermit.Memory;
using Hermit.Net;

namespace Hermit.Platform;

/// <summary>Network interfaces and their addresses (System.Native's pal_interfaceaddresses).</summary>
internal static class NetworkInterfaces
{
    // Interop.Sys.NetworkInterfaceInfo: where the fields are.
    private const int InterfaceBytes = 56;
    private const int SpeedOffset = 16;
    private const int IndexOffset = 24;
    private const int MtuOffset = 28;
    private const int TypeOffset = 32;
    private const int StateOffset = 34;
    private const int HardwareLengthOffset = 35;
    private const int HardwareOffset = 36;
    private const int MulticastOffset = 48;

    // Interop.Sys.IpAddressInfo.
    private const int AddressBytes = 24;
    private const int AddressOffset = 4;
    private const int AddressLengthOffset = 20;
    private const int PrefixOffset = 21;

    // Interop.Sys.LinkLayerAddressInfo.
    private const int LinkBytes = 20;
    private const int LinkAddressOffset = 4;
    private const int LinkLengthOffset = 16;
    private const int LinkTypeOffset = 18;

    // OperationalStatus and NetworkInterfaceType of System.Net.NetworkInformation.
    private const byte Up = 1;
    private const byte Down = 2;
    private const ushort Ethernet = 6;
    private const ushort Loopback = 24;

    private const int HardwareBytes = 6;

    [Export("SystemNative_InterfaceNameToIndex")]
    internal static uint InterfaceNameToIndex([Text] ReadOnlySpan<byte> name)
    {
        int index = InterfaceName.Parse(name);
        return index != 0 && DescriptorTable.TryGetInterface(index, out _) ? (uint)index : Errno.Fail(SystemError.NoDevice, 0u);
    }

    // Gives one block, which the program frees: the interfaces, and behind them the addresses of all.
    [Export("SystemNative_GetNetworkInterfaces")]
    internal static int GetNetworkInterfaces(out int interfaceCount, out ProgramMemory interfaces, out int addressCount, out nuint addresses)
    {
        Span<byte> block = stackalloc byte[NetworkStack.InterfaceLimit * (InterfaceBytes + (AddressTable.Capacity * AddressBytes))];
        block.Clear();
        interfaceCount = 0;
        for (int index = 1; index <= NetworkStack.InterfaceLimit; index++)
        {
            if (DescriptorTable.TryGetInterface(index, out InterfaceStatus status))
            {
                WriteInterface(block.Slice(interfaceCount++ * InterfaceBytes), index, status);
            }
        }

        addressCount = 0;
        int length = interfaceCount * InterfaceBytes;
        Span<InterfaceAddress> found = stackalloc InterfaceAddress[AddressTable.Capacity];
        for (int index = 1; index <= NetworkStack.InterfaceLimit; index++)
        {
            foreach (InterfaceAddress address in found.Slice(0, DescriptorTable.GetAddresses(index, found)))
            {
                WriteAddress(block.Slice(length), index, address);
                length += AddressBytes;
                addressCount++;
            }
        }

        interfaces = ProgramMemory.Copy(block.Slice(0, length));
        addresses = interfaces.Address + (nuint)(interfaceCount * InterfaceBytes);
        return interfaces.IsNull ? Errno.Fail(SystemError.OutOfMemory) : 0;
    }

    [Export("SystemNative_EnumerateInterfaceAddresses")]
    internal static int EnumerateInterfaceAddresses(nuint context, ProgramCallback onV4, ProgramCallback onV6, ProgramCallback onLinkLayer)
    {
        Span<byte> name = stackalloc byte[InterfaceName.Capacity];
        Span<InterfaceAddress> found = stackalloc InterfaceAddress[AddressTable.Capacity];
        for (int index = 1; index <= NetworkStack.InterfaceLimit; index++)
        {
            if (!DescriptorTable.TryGetInterface(index, out InterfaceStatus status))
            {
                continue;
            }

            WriteName(name, index);
            if (!onLinkLayer.IsNull)
            {
                TellLinkLayer(context, onLinkLayer, name, index, status);
            }

            foreach (InterfaceAddress address in found.Slice(0, DescriptorTable.GetAddresses(index, found)))
            {
                ProgramCallback callback = address.Address.IsV4 ? onV4 : onV6;
                if (!callback.IsNull)
                {
                    TellAddress(context, callback, name, index, address);
                }
            }
        }

        return 0;
    }

    private static void TellLinkLayer(nuint context, ProgramCallback callback, ReadOnlySpan<byte> name, int index, in InterfaceStatus status)
    {
        Span<byte> information = stackalloc byte[LinkBytes];
        information.Clear();
        BinaryPrimitives.WriteInt32LittleEndian(information, index);
        WriteHardware(information.Slice(LinkAddressOffset), status);
        information[LinkLengthOffset] = HardwareBytes;
        BinaryPrimitives.WriteUInt16LittleEndian(information.Slice(LinkTypeOffset), status.IsLoopback ? Loopback : Ethernet);
        callback.Invoke(context, Address.Of(name), Address.Of(information));
    }

    private static void TellAddress(nuint context, ProgramCallback callback, ReadOnlySpan<byte> name, int index, in InterfaceAddress address)
    {
        Span<byte> information = stackalloc byte[AddressBytes];
        information.Clear();
        WriteAddress(information, index, address);

        // Only a function that is told of IPv6 has the fourth argument.
        Span<byte> zone = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteInt32LittleEndian(zone, address.Address.NeedsZone ? index : 0);
        callback.Invoke(context, Address.Of(name), Address.Of(information), Address.Of(zone));
    }

    private static void WriteInterface(Span<byte> place, int index, in InterfaceStatus status)
    {
        WriteName(place.Slice(0, InterfaceName.Capacity), index);

        // A virtual card has no speed; "unknown" is -1.
        BinaryPrimitives.WriteInt64LittleEndian(place.Slice(SpeedOffset), -1);
        BinaryPrimitives.WriteInt32LittleEndian(place.Slice(IndexOffset), index);
        BinaryPrimitives.WriteInt32LittleEndian(place.Slice(MtuOffset), status.Mtu);
        BinaryPrimitives.WriteUInt16LittleEndian(place.Slice(TypeOffset), status.IsLoopback ? Loopback : Ethernet);
        place[StateOffset] = status.IsUp ? Up : Down;
        place[HardwareLengthOffset] = HardwareBytes;
        WriteHardware(place.Slice(HardwareOffset), status);
        place[MulticastOffset] = status.IsLoopback ? (byte)0 : (byte)1;
    }

    private static void WriteAddress(Span<byte> place, int index, in InterfaceAddress address)
    {
        BinaryPrimitives.WriteInt32LittleEndian(place, index);
        address.Address.Write(place.Slice(AddressOffset));
        place[AddressLengthOffset] = (byte)address.Address.Length;
        place[PrefixOffset] = address.PrefixLength;
    }

    // The loopback's is all zeros, as on Linux.
    private static void WriteHardware(Span<byte> place, in InterfaceStatus status)
    {
        for (int i = 0; i < HardwareBytes; i++)
        {
            place[i] = (byte)(status.Address.Bits >> (8 * (HardwareBytes - 1 - i)));
        }
    }

    private static void WriteName(Span<byte> place, int index)
    {
        place.Clear();
        var line = new LineWriter(place);
        InterfaceName.Write(index, ref line);
    }
}
