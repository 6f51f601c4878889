using System;

namespace Hermit.Net;

/// <summary>The names of interfaces: <c>lo</c>, <c>eth0</c>, <c>eth1</c>, in the order of their numbers.</summary>
public static class InterfaceName
{
    /// <summary>The longest name there can be, in bytes, the zero at the end of it included: Linux's <c>IFNAMSIZ</c>.</summary>
    public const int Capacity = 16;

    /// <summary>Writes the name of an interface.</summary>
    public static void Write(int index, ref LineWriter line)
    {
        if (index == NetworkStack.Loopback)
        {
            line.Text("lo"u8);
            return;
        }

        line.Text("eth"u8);
        line.Number((ulong)(index - NetworkStack.Loopback - 1));
    }

    /// <summary>The number of the interface of a name, whether it exists or not; 0 if the name is that of none.</summary>
    public static int Parse(ReadOnlySpan<byte> name)
    {
        Span<byte> storage = stackalloc byte[Capacity];
        for (int index = NetworkStack.Loopback; index <= NetworkStack.InterfaceLimit; index++)
        {
            var line = new LineWriter(storage);
            Write(index, ref line);
            if (name.SequenceEqual(line.Written))
            {
                return index;
            }
        }

        return 0;
    }
}
