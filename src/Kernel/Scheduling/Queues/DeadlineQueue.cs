using Hermit.Memory;

namespace Hermit.Scheduling;

/// <summary>
/// Values of a pool by deadline: a pairing heap (Fredman, Sedgewick, Sleator, Tarjan 1986) through the values themselves, so that it needs no memory;
/// without recursion, so that depth costs no stack.
/// </summary>
internal struct DeadlineQueue<T>
    where T : unmanaged, IDeadlineNode<T>
{
    private PoolLink _root;

    /// <summary>The value with the earliest deadline; none when there are none.</summary>
    public readonly PoolLink Earliest => _root;

    /// <summary>Whether there are none.</summary>
    public readonly bool IsEmpty => _root.IsNone;

    /// <summary>When the earliest is due; never when there are none.</summary>
    public readonly ulong EarliestDeadline(in Pool<T> pool) => _root.IsNone ? ulong.MaxValue : Node(pool, _root).Deadline;

    /// <summary>Adds a value that is in no queue.</summary>
    public void Add(in Pool<T> pool, PoolLink value, ulong deadline)
    {
        ref DeadlineNode node = ref Node(pool, value);
        node = default;
        node.Deadline = deadline;
        node.IsQueued = true;
        _root = Meld(pool, _root, value);
    }

    /// <summary>Takes a value out, which must be in here.</summary>
    public void Remove(in Pool<T> pool, PoolLink value)
    {
        ref DeadlineNode node = ref Node(pool, value);
        PoolLink children = MeldPairs(pool, node.Child);
        if (value == _root)
        {
            _root = children;
        }
        else
        {
            Cut(pool, value);
            _root = Meld(pool, _root, children);
        }

        node.Child = default;
        node.IsQueued = false;
    }

    private static ref DeadlineNode Node(in Pool<T> pool, PoolLink value) => ref T.Node(ref pool[value]);

    private static void Cut(in Pool<T> pool, PoolLink value)
    {
        ref DeadlineNode node = ref Node(pool, value);
        ref DeadlineNode previous = ref Node(pool, node.Previous);
        if (previous.Child == value)
        {
            previous.Child = node.Sibling;
        }
        else
        {
            previous.Sibling = node.Sibling;
        }

        if (!node.Sibling.IsNone)
        {
            Node(pool, node.Sibling).Previous = node.Previous;
        }

        node.Sibling = default;
        node.Previous = default;
    }

    private static PoolLink Meld(in Pool<T> pool, PoolLink left, PoolLink right)
    {
        if (left.IsNone || right.IsNone)
        {
            return left.IsNone ? right : left;
        }

        if (Node(pool, right).Deadline < Node(pool, left).Deadline)
        {
            (left, right) = (right, left);
        }

        ref DeadlineNode upper = ref Node(pool, left);
        ref DeadlineNode lower = ref Node(pool, right);
        lower.Sibling = upper.Child;
        if (!lower.Sibling.IsNone)
        {
            Node(pool, lower.Sibling).Previous = right;
        }

        lower.Previous = left;
        upper.Child = right;
        return left;
    }

    // Melds siblings in pairs from the left, then the pairs from the right.
    private static PoolLink MeldPairs(in Pool<T> pool, PoolLink first)
    {
        PoolLink pairs = default;
        while (!first.IsNone)
        {
            PoolLink second = Node(pool, first).Sibling;
            PoolLink rest = second.IsNone ? default : Node(pool, second).Sibling;
            Detach(pool, first);
            Detach(pool, second);
            PoolLink pair = Meld(pool, first, second);
            Node(pool, pair).Sibling = pairs;
            pairs = pair;
            first = rest;
        }

        PoolLink result = default;
        while (!pairs.IsNone)
        {
            PoolLink rest = Node(pool, pairs).Sibling;
            Detach(pool, pairs);
            result = Meld(pool, result, pairs);
            pairs = rest;
        }

        return result;
    }

    private static void Detach(in Pool<T> pool, PoolLink value)
    {
        if (!value.IsNone)
        {
            ref DeadlineNode node = ref Node(pool, value);
            node.Sibling = default;
            node.Previous = default;
        }
    }
}
