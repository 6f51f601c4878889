using System.Runtime.CompilerServices;

namespace Hermit.Guest.Memory;

/// <summary>Running out of memory is an exception that a program can handle and go on from.</summary>
internal static class Exhaustion
{
    public static GuestCase[] Cases =>
    [
        new("exhaust-one-array", OneArray),
        new("exhaust-blocks", Blocks),
        new("exhaust-small-objects", SmallObjects),
        new("exhaust-strings", Strings),
        new("exhaust-list", GrowingList),
    ];

    private static void OneArray()
    {
        Attempt.Print("2 GB of bytes", () => Use(new byte[Array.MaxLength]));
        Attempt.Print("16 GB of longs", () => Use(new long[Array.MaxLength]));
        Attempt.Print("references", () => Use(new object[Array.MaxLength]));
        Attempt.Print("uninitialized", () => Use(GC.AllocateUninitializedArray<byte>(Array.MaxLength)));
        Attempt.Print("pinned", () => Use(GC.AllocateArray<byte>(Array.MaxLength, pinned: true)));
        Attempt.Print("matrix", () => Use(new int[40_000, 40_000]));
        Use(new byte[100_000]);
    }

    // The compiler would leave out an array of which only the length is asked.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Use(Array array) => Console.WriteLine(array.Length);

    private static void Blocks()
    {
        for (int round = 0; round < 3; round++)
        {
            Console.WriteLine(FillWithBlocks() > 5);
            Console.WriteLine(new byte[4_000_000].Length);
        }
    }

    private static int FillWithBlocks()
    {
        var blocks = new List<byte[]>(1 << 16);
        try
        {
            while (true)
                blocks.Add(new byte[1_000_000]);
        }
        catch (OutOfMemoryException exception)
        {
            int count = blocks.Count;
            blocks.Clear();
            Console.WriteLine(exception.GetType().Name);
            return count;
        }
    }

    private static void SmallObjects()
    {
        Console.WriteLine(FillWithLinks() > 10_000);
        Garbage.Make(1000);
        Console.WriteLine("still running");
    }

    private static int FillWithLinks()
    {
        // Each array's first element is the array before.
        object?[]? list = null, before = null;
        int count = 0;
        try
        {
            while (true)
            {
                list = new object?[60];
                list[0] = before;
                before = list;
                count++;
            }
        }
        catch (OutOfMemoryException) when (list is not null)
        {
            list = before = null;
        }

        return count;
    }

    private static void Strings()
    {
        string text = "0123456789";
        try
        {
            while (true)
                text += text;
        }
        catch (OutOfMemoryException)
        {
            Console.WriteLine(text.Length >= 10 * 1024);
        }

        Attempt.Print("too long", () => Console.WriteLine(new string('x', int.MaxValue).Length));
        Console.WriteLine(text[..10]);
    }

    private static void GrowingList()
    {
        var numbers = new List<long>();
        try
        {
            for (long i = 0; ; i++)
                numbers.Add(i);
        }
        catch (OutOfMemoryException)
        {
            // A list that could not grow is as it was.
            Console.WriteLine(numbers[numbers.Count / 2] == numbers.Count / 2 && numbers[^1] == numbers.Count - 1);
        }
    }
}
