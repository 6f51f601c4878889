/// <summary>How long collections keep the program waiting while 64 MB are alive.</summary>
internal static class Pauses
{
    private const int Trees = 64, Depth = 14, Replacements = 1_000;

    /// <summary>Replaces parts of what lives while short-lived objects come and go.</summary>
    /// <param name="worst">The longest pause meanwhile, in milliseconds.</param>
    /// <param name="full">The pause of a collection of everything, in milliseconds.</param>
    public static void Run(out double worst, out double full)
    {
        // 32,767 nodes of 32 bytes each are a megabyte.
        var live = new Node[Trees];
        for (int i = 0; i < Trees; i++)
            live[i] = Node.Create(Depth);

        GC.Collect();
        worst = 0;
        var shortLived = new byte[64][];
        TimeSpan before = GC.GetTotalPauseDuration();
        for (int i = 0; i < Replacements; i++)
        {
            live[i * 7 % Trees].Graft(Node.Create(8), i);
            for (int k = 0; k < 2_000; k++)
                shortLived[k & 63] = new byte[128];
            TimeSpan now = GC.GetTotalPauseDuration();
            worst = Math.Max(worst, (now - before).TotalMilliseconds);
            before = now;
        }

        GC.Collect();
        full = (GC.GetTotalPauseDuration() - before).TotalMilliseconds;
        Check.That(live[3].Left is not null);
    }

    private sealed class Node
    {
        public Node? Left, Right;

        public long Number;

        public static Node Create(int depth) =>
            depth == 0 ? new Node() : new Node { Left = Create(depth - 1), Right = Create(depth - 1), Number = depth };

        /// <summary>Puts a tree in the place of one as deep, which <paramref name="path"/> leads to.</summary>
        public void Graft(Node tree, int path)
        {
            Node at = this;
            for (int level = 0; level < Depth - 9; level++)
                at = (path >> level & 1) == 0 ? at.Left! : at.Right!;
            at.Left = tree;
        }
    }
}
