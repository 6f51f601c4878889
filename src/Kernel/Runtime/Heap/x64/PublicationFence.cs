using System.Runtime.CompilerServices;

namespace Hermit.Runtime.Heap;

/// <summary>Comes before stores of references that many objects become known by at once.</summary>
internal static class PublicationFence
{
    /// <summary>Stores are seen in their order (Intel SDM vol. 3, 8.2.2): nothing is left to do.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Insert()
    {
    }
}
