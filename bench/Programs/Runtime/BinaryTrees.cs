/// <summary>The well-known program: many trees that die young beside one that lives.</summary>
internal static class BinaryTrees
{
    private const int LeastDepth = 4, Depth = 16;

    public static void Run()
    {
        Node longLived = Node.Create(Depth);
        long check = Node.Create(Depth + 1).Count();
        for (int depth = LeastDepth; depth <= Depth; depth += 4)
        {
            int trees = 1 << (Depth - depth + LeastDepth);
            for (int tree = 0; tree < trees; tree++)
                check += Node.Create(depth).Count();
        }

        Check.That(longLived.Count() == (2 << Depth) - 1 && check > 0);
    }

    private sealed class Node(Node? left, Node? right)
    {
        public static Node Create(int depth) => depth == 0 ? new Node(null, null) : new Node(Create(depth - 1), Create(depth - 1));

        public int Count() => left is null ? 1 : 1 + left.Count() + right!.Count();
    }
}
