using System.Buffers;
using System.Text;

namespace Hermit.Tasks.Objects;

/// <summary>NUL-terminated UTF-8 names, one after the other; equal names share one entry.</summary>
internal sealed class NameTable
{
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly Dictionary<string, uint> _offsets = new(StringComparer.Ordinal);

    /// <summary>Starts with the empty string at offset 0, as the specification asks.</summary>
    public NameTable() => _offsets[""] = Append("");

    /// <summary>The table so far.</summary>
    public ReadOnlyMemory<byte> Content => _bytes.WrittenMemory;

    /// <summary>Returns the offset of <paramref name="text"/>, adding it when it is new.</summary>
    public uint Add(string text)
    {
        if (!_offsets.TryGetValue(text, out uint offset))
        {
            offset = Append(text);
            _offsets[text] = offset;
        }
        return offset;
    }

    private uint Append(string text)
    {
        uint offset = (uint)_bytes.WrittenCount;
        Span<byte> span = _bytes.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length) + 1);
        int length = Encoding.UTF8.GetBytes(text, span);
        span[length] = 0;
        _bytes.Advance(length + 1);
        return offset;
    }
}
