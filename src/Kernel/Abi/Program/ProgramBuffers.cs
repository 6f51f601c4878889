using System;

namespace Hermit.Abi;

/// <summary>Several buffers of the program's, one behind the other as far as the data goes: what C calls an array of <c>iovec</c>.</summary>
[FromProgram]
public readonly ref struct ProgramBuffers
{
    private readonly ReadOnlySpan<Vector> _vectors;

    /// <summary>Takes the program's word for it.</summary>
    /// <remarks>Safety: so many structures stand there, and describe buffers that live as long as the value is used.</remarks>
    [RequiresUnsafe]
    public unsafe ProgramBuffers(void* vectors, int count)
    {
        _vectors = new ReadOnlySpan<Vector>(vectors, count);
    }

    /// <summary>How many buffers there are.</summary>
    public int Count => _vectors.Length;

    /// <summary>One of them; of one that is larger than 2 GiB, the part that a span can cover.</summary>
    public unsafe Span<byte> this[int index]
    {
        get
        {
            Vector vector = _vectors[index];

            // SAFETY: whoever made the value vouched for the buffers.
            return new Span<byte>(vector.Start, (int)Math.Min(vector.Length, (nuint)int.MaxValue));
        }
    }

    private struct Vector
    {
        public unsafe void* Start;
        public nuint Length;
    }
}
