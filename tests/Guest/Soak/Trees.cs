namespace Hermit.Guest.Soak;

/// <summary>Trees that die young beside one that lives, and is replaced piece by piece.</summary>
internal sealed class Trees
{
    private const int Depth = 12, KeptTrees = 8;
    private readonly Node?[] _kept = new Node?[KeptTrees];
    private int _round;

    public void Step()
    {
        BrokenInvariantException.Unless(Node.Create(Depth).Count() == (2 << Depth) - 1, "a tree has lost nodes");
        int place = _round++ % KeptTrees;
        BrokenInvariantException.Unless(_kept[place] is not { } old || old.Count() == (2 << Depth) - 1, "a tree that lives has lost nodes");
        _kept[place] = Node.Create(Depth);
    }

    private sealed class Node(Node? left, Node? right)
    {
        public static Node Create(int depth) => depth == 0 ? new Node(null, null) : new Node(Create(depth - 1), Create(depth - 1));

        public int Count() => left is null ? 1 : 1 + left.Count() + right!.Count();
    }
}
