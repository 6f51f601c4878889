namespace Hermit.Explorer;

/// <summary>The next step of an actor, as far as the order of steps depends on it.</summary>
internal readonly record struct Operation(OperationKind Kind, int Location = -1, bool Sequential = false)
{
    private bool IsWrite => Kind is OperationKind.Store or OperationKind.ReadModifyWrite or OperationKind.PlainWrite;

    private bool IsAccess => IsWrite || Kind is OperationKind.Load or OperationKind.PlainRead;

    /// <summary>
    /// Whether two steps of different threads give the same result in either order: then exploring one order is enough.
    /// A waiting step reads locations not listed here, so it commutes with nothing that writes.
    /// </summary>
    public bool CommutesWith(Operation other)
    {
        if (Sequential && other.Sequential)
        {
            return false;
        }

        if (Kind == OperationKind.Wait)
        {
            return !other.IsWrite;
        }

        if (other.Kind == OperationKind.Wait)
        {
            return !IsWrite;
        }

        return !IsAccess || !other.IsAccess || Location != other.Location || (!IsWrite && !other.IsWrite);
    }
}
