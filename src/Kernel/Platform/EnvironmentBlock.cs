using System;

using Hermit.Machine;
using Hermit.Memory;

namespace Hermit.Platform;

/// <summary>The environment as C has it: an array of pointers to texts <c>NAME=value</c>, ended by a null pointer.</summary>
// SAFETY: the block is made once, from memory that is never freed, and does not change afterwards.
internal readonly unsafe struct EnvironmentBlock
{
    private static ReadOnlySpan<byte> KeyPrefix => "env."u8;

    private readonly byte** _entries;

    private EnvironmentBlock(byte** entries)
    {
        _entries = entries;
    }

    /// <summary>The array.</summary>
    public byte** Entries => _entries;

    /// <summary>
    /// Makes the block from the lines of a configuration that begin with <c>env.</c>; a value that the kernel command line gives the same key wins.
    /// Panics when there is no memory for it.
    /// </summary>
    public static EnvironmentBlock Create(ReadOnlySpan<byte> lines)
    {
        int count = 0;
        int bytes = 0;
        for (ReadOnlySpan<byte> rest = lines; TryNext(ref rest, out ReadOnlySpan<byte> key);)
        {
            count++;
            bytes += key.Length - KeyPrefix.Length + ValueOf(key).Length + 2;
        }

        int pointerBytes = (count + 1) * sizeof(byte*);
        var memory = (byte*)KernelHeap.AllocateZeroed(1, (nuint)(pointerBytes + bytes));
        Panic.Unless(memory != null, "There is no memory for the environment variables.");
        var entries = (byte**)memory;
        byte* next = memory + pointerBytes;
        for (ReadOnlySpan<byte> rest = lines; TryNext(ref rest, out ReadOnlySpan<byte> key);)
        {
            ReadOnlySpan<byte> name = key.Slice(KeyPrefix.Length);
            ReadOnlySpan<byte> value = ValueOf(key);
            int length = name.Length + value.Length + 2;
            var entry = new Span<byte>(next, length);
            name.CopyTo(entry);
            entry[name.Length] = (byte)'=';
            value.CopyTo(entry.Slice(name.Length + 1));
            *entries++ = next;
            next += length;
        }

        return new EnvironmentBlock((byte**)memory);
    }

    /// <summary>The value of a variable, ended by a zero; null if there is none of that name.</summary>
    public byte* Find(ReadOnlySpan<byte> name)
    {
        for (byte** entry = _entries; *entry != null; entry++)
        {
            ReadOnlySpan<byte> text = Border.Text(*entry);
            if (text.Length > name.Length && text[name.Length] == '=' && text.StartsWith(name))
            {
                return *entry + name.Length + 1;
            }
        }

        return null;
    }

    private static ReadOnlySpan<byte> ValueOf(ReadOnlySpan<byte> key) => Configuration.TryGet(key, out ReadOnlySpan<byte> value) ? value : default;

    // Finds the next line of a variable, and cuts it off with all before it.
    private static bool TryNext(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> key)
    {
        while (!rest.IsEmpty)
        {
            int end = rest.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = end < 0 ? rest : rest.Slice(0, end);
            rest = end < 0 ? default : rest.Slice(end + 1);
            int equals = line.IndexOf((byte)'=');
            if (line.StartsWith(KeyPrefix) && equals > KeyPrefix.Length)
            {
                key = line.Slice(0, equals);
                return true;
            }
        }

        key = default;
        return false;
    }
}
