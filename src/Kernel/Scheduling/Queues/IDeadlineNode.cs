namespace Hermit.Scheduling;

/// <summary>A value that can stand in a <see cref="DeadlineQueue{T}"/>.</summary>
internal interface IDeadlineNode<T>
    where T : unmanaged
{
    /// <summary>Where the value keeps its place.</summary>
    static abstract ref DeadlineNode Node(ref T value);
}
