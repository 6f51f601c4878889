namespace Hermit.Unwinding;

/// <summary>
/// What the compiler says about a function in its language-specific data. A method's body is one function; each of its handlers
/// and filters is another (a <i>funclet</i>), which refers to the body's data.
/// </summary>
/// <remarks>
/// Layout, all distances 32-bit and relative to their own address: a byte of <see cref="MethodFlags"/>; in a funclet, the
/// distance to the body's data and the offset of the funclet from the body's start; in a body, the distance to the associated
/// data and to the clauses, each if there is one; then GC information (<see cref="Unwinding.GcInfo"/>).
/// </remarks>
public struct MethodData
{
    private const ulong FlagsSize = 1;

    /// <summary>The address of the first instruction of the method's body.</summary>
    public ulong MethodStart;

    /// <summary>The flags of the function itself, body or funclet.</summary>
    public MethodFlags Flags;

    // Distances from the method's start, which keep descriptions small enough to be copied by a few instructions.
    private int _toClauses;
    private int _toAssociatedData;
    private int _toGcInfo;

    /// <summary>The address of the method's clauses; 0 when it has none.</summary>
    public readonly ulong Clauses => Resolve(_toClauses);

    /// <summary>The address of the data associated with the method; 0 when there is none.</summary>
    public readonly ulong AssociatedData => Resolve(_toAssociatedData);

    /// <summary>The address of the method's GC information.</summary>
    public readonly ulong GcInfo => Resolve(_toGcInfo);

    /// <summary>Whether the function is a catch, finally or fault handler.</summary>
    public readonly bool IsHandler => (Flags & MethodFlags.FuncletMask) == MethodFlags.Handler;

    /// <summary>Whether the function is a filter.</summary>
    public readonly bool IsFilter => (Flags & MethodFlags.FuncletMask) == MethodFlags.Filter;

    /// <summary>Whether the function is a handler or filter.</summary>
    public readonly bool IsFunclet => (Flags & MethodFlags.FuncletMask) != 0;

    /// <summary>Whether the function has, or is part of one that has, a frame pointer which identifies its activation.</summary>
    public readonly bool HasFramePointer => (Flags & (MethodFlags.FuncletMask | MethodFlags.HasClauses)) != 0;

    /// <summary>Reads the data at <paramref name="languageData"/> of the function at <paramref name="functionStart"/>.</summary>
    /// <returns>False when the data does not lie in the image, or a funclet refers to something that is not a body.</returns>
    public static bool TryRead(AddressedBytes image, ulong languageData, ulong functionStart, out MethodData method)
    {
        method = default;
        if (!image.TryRead(languageData, out byte flags))
        {
            return false;
        }

        method.Flags = (MethodFlags)flags;
        method.MethodStart = functionStart;
        ulong body = languageData;
        if (method.IsFunclet)
        {
            ulong distances = languageData + FlagsSize;
            if (!image.TryRead(distances, out uint toBody) || !image.TryRead(distances + sizeof(uint), out uint fromStart))
            {
                return false;
            }

            body = distances + (ulong)(int)toBody;
            method.MethodStart = functionStart - (ulong)(int)fromStart;
        }

        return image.TryRead(body, out byte bodyFlags) &&
            ((MethodFlags)bodyFlags & MethodFlags.FuncletMask) == 0 &&
            method.TryLocateClauses(image, body + FlagsSize, (MethodFlags)bodyFlags);
    }

    private bool TryLocateClauses(AddressedBytes image, ulong distances, MethodFlags bodyFlags)
    {
        if ((bodyFlags & MethodFlags.HasAssociatedData) != 0)
        {
            if (!TryReadTarget(image, distances, out _toAssociatedData))
            {
                return false;
            }

            distances += sizeof(uint);
        }

        if ((bodyFlags & MethodFlags.HasClauses) != 0)
        {
            if (!TryReadTarget(image, distances, out _toClauses))
            {
                return false;
            }

            distances += sizeof(uint);
        }

        return TryGetDistance(distances, out _toGcInfo);
    }

    private readonly bool TryReadTarget(AddressedBytes image, ulong at, out int fromStart)
    {
        bool read = image.TryRead(at, out uint distance);
        return TryGetDistance(at + (ulong)(int)distance, out fromStart) && read;
    }

    private readonly bool TryGetDistance(ulong target, out int fromStart)
    {
        long distance = (long)(target - MethodStart);
        fromStart = (int)distance;
        return distance == fromStart;
    }

    private readonly ulong Resolve(int fromStart) => fromStart == 0 ? 0 : MethodStart + (ulong)fromStart;
}
