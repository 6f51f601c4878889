using System;
using System.Buffers.Binary;

using Hermit.Machine;
using Hermit.Memory;

namespace Hermit.Platform;

/// <summary>
/// The environment as C has it: an array of pointers to texts <c>NAME=value</c>, ended by a null pointer, and behind it the texts. Made once, never freed,
/// not changed afterwards.
/// </summary>
internal readonly struct EnvironmentBlock
{
    private const int PointerBytes = sizeof(ulong);

    private readonly PermanentBlock _memory;
    private readonly int _textStart;

    private EnvironmentBlock(PermanentBlock memory, int textStart)
    {
        _memory = memory;
        _textStart = textStart;
    }

    /// <summary>The address of the array.</summary>
    public nuint Address => _memory.Address;

    private static ReadOnlySpan<byte> KeyPrefix => "env."u8;

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

        int textStart = (count + 1) * PointerBytes;
        Panic.Unless(PermanentBlock.TryAllocate(textStart + bytes, out PermanentBlock memory), "There is no memory for the environment variables.");
        int entry = 0;
        int next = textStart;
        for (ReadOnlySpan<byte> rest = lines; TryNext(ref rest, out ReadOnlySpan<byte> key);)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(memory.Span.Slice(entry), memory.Address + (nuint)next);
            entry += PointerBytes;
            ReadOnlySpan<byte> name = key.Slice(KeyPrefix.Length);
            ReadOnlySpan<byte> value = ValueOf(key);
            Span<byte> text = memory.Span.Slice(next, name.Length + value.Length + 2);
            name.CopyTo(text);
            text[name.Length] = (byte)'=';
            value.CopyTo(text.Slice(name.Length + 1));
            next += text.Length;
        }

        return new EnvironmentBlock(memory, textStart);
    }

    /// <summary>The address of a variable's value, ended by a zero; 0 if there is none of that name.</summary>
    public nuint Find(ReadOnlySpan<byte> name)
    {
        ReadOnlySpan<byte> texts = _memory.Span;
        for (int start = _textStart; start < texts.Length;)
        {
            ReadOnlySpan<byte> text = texts.Slice(start);
            text = text.Slice(0, text.IndexOf((byte)0));
            if (text.Length > name.Length && text[name.Length] == '=' && text.StartsWith(name))
            {
                return _memory.Address + (nuint)(start + name.Length + 1);
            }

            start += text.Length + 1;
        }

        return 0;
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
