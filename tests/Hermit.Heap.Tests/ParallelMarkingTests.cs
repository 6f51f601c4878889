namespace Hermit.Heap.Tests;

/// <summary>Marking by several CPUs at once finds what one finds: what is reachable in a model of the graph.</summary>
public class ParallelMarkingTests
{
    private const int Objects = 150_000;
    private const int References = 3;

    private static readonly SyntheticType s_node = SyntheticType.WithReferences(References, References + 1);
    private static readonly SyntheticType s_array = SyntheticType.ReferenceArray();

    [Theory]
    [InlineData(1, 1, false)]
    [InlineData(2, 3, false)]
    [InlineData(3, 7, false)]
    [InlineData(4, 3, true)]
    public void A_random_graph_survives_as_far_as_it_is_reachable(int seed, int helpers, bool withoutMemory)
    {
        var random = new Random(seed);
        using var heap = new TestHeap(128) { Machine = { HelperCount = helpers } };
        int[][] edges = Build(random, heap, out int root);
        heap.Machine.PagesLeftToFail = withoutMemory ? 0 : int.MaxValue;
        for (int round = 0; round < 3; round++)
        {
            // The array of all objects keeps nothing alive: it is let go of.
            Assert.Equal(CountReachable(edges, root), heap.Survivors());
        }
    }

    [Theory]
    [InlineData(3)]
    public void A_wide_array_and_large_objects_are_shared_out(int helpers)
    {
        using var heap = new TestHeap(128) { Machine = { HelperCount = helpers } };
        nuint root = heap.Allocate(s_array, 60_000);
        heap.Machine.Push(root);
        int expected = 1;
        for (int index = 0; index < 60_000; index++)
        {
            nuint inner = heap.Allocate(s_array, index % 2_000 == 0 ? 2_000u : 3u);
            TestHeap.Write(root, 16 + (8 * index), inner);

            // Several places lead to each node, and the large objects to the root.
            TestHeap.Write(inner, 16, index % 4 == 0 ? heap.Allocate(s_node) : TestHeap.Read(TestHeap.Read(root, 16 + (8 * (index - 1))), 16));
            TestHeap.Write(inner, 24, index % 2_000 == 0 ? root : 0);
            expected += index % 4 == 0 ? 2 : 1;
        }

        for (int round = 0; round < 3; round++)
        {
            Assert.Equal(expected, heap.Survivors());
        }
    }

    private static int[][] Build(Random random, TestHeap heap, out int root)
    {
        nuint all = heap.Allocate(s_array, Objects);
        heap.Machine.Push(all);
        var edges = new int[Objects][];
        for (int index = 0; index < Objects; index++)
        {
            nuint node = heap.Allocate(s_node);
            TestHeap.Write(all, 16 + (8 * index), node);
            edges[index] = new int[random.Next(References + 1)];
        }

        for (int index = 0; index < Objects; index++)
        {
            nuint node = TestHeap.Read(all, 16 + (8 * index));
            for (int edge = 0; edge < edges[index].Length; edge++)
            {
                edges[index][edge] = random.Next(Objects);
                TestHeap.Write(node, 8 + (8 * edge), TestHeap.Read(all, 16 + (8 * edges[index][edge])));
            }
        }

        root = Enumerable.Range(0, Objects).First(index => CountReachable(edges, index) > Objects / 4);
        heap.Machine.SetStackAt(0, TestHeap.Read(all, 16 + (8 * root)));
        return edges;
    }

    private static int CountReachable(int[][] edges, int root)
    {
        var seen = new bool[edges.Length];
        var waiting = new Stack<int>([root]);
        seen[root] = true;
        int count = 0;
        while (waiting.TryPop(out int index))
        {
            count++;
            foreach (int target in edges[index])
            {
                if (!seen[target])
                {
                    seen[target] = true;
                    waiting.Push(target);
                }
            }
        }

        return count;
    }
}
