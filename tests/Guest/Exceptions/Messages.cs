using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Hermit.Guest.Exceptions;

/// <summary>The types and the texts of what the libraries throw.</summary>
internal static class Messages
{
    public static GuestCase[] Cases =>
    [
        new("message-indexes", Indexes),
        new("message-arguments", Arguments),
        new("message-formats", Formats),
        new("message-enumeration", Enumeration),
        new("message-read-only", ReadOnly),
        new("message-keys", Keys),
        new("message-streams", Streams),
        new("message-tasks", Tasks),
        new("message-arrays", Arrays),
        new("message-text", Text),
        new("message-defaults", Defaults),
        new("message-argument-texts", ArgumentTexts),
    ];

    private static void Indexes()
    {
        int[] numbers = [1, 2, 3];
        Attempt.PrintMessage("array", () => numbers[numbers.Length]++);
        Attempt.PrintMessage("GetValue", () => numbers.GetValue(-1));
        Attempt.PrintMessage("IList", () => Console.WriteLine(((IList)numbers)[7]));
        Attempt.PrintMessage("list", () => new List<int>(numbers)[-1]++);
        Attempt.PrintMessage("Insert", () => new List<int>().Insert(1, 0));
        Attempt.PrintMessage("RemoveAt", () => new List<int>().RemoveAt(0));
        Attempt.PrintMessage("ElementAt", () => numbers.ElementAt(3));
        Attempt.PrintMessage("builder", () => Console.WriteLine(new StringBuilder("ab")[2]));
        Attempt.PrintMessage("Substring", () => "abc".Substring(4));
        Attempt.PrintMessage("Remove", () => "abc".Remove(1, 5));
        Attempt.PrintMessage("bits", () => Console.WriteLine(new BitArray(3)[3]));
        Attempt.PrintMessage("segment", () => Console.WriteLine(new ArraySegment<int>(numbers, 1, 1)[1]));
        Attempt.PrintMessage("segment made", () => Console.WriteLine(new ArraySegment<int>(numbers, 2, 2)));
        Attempt.PrintMessage("memory", () => Console.WriteLine(numbers.AsMemory(4)));
    }

    private static void Arguments()
    {
        Attempt.PrintMessage("null", () => ArgumentNullException.ThrowIfNull((object?)null, "thing"));
        Attempt.PrintMessage("white space", () => ArgumentException.ThrowIfNullOrWhiteSpace("  ", "text"));
        Attempt.PrintMessage("negative", () => ArgumentOutOfRangeException.ThrowIfNegative(-5, "count"));
        Attempt.PrintMessage("zero", () => ArgumentOutOfRangeException.ThrowIfZero(0, "count"));
        Attempt.PrintMessage("negative or zero", () => ArgumentOutOfRangeException.ThrowIfNegativeOrZero(0L, "count"));
        Attempt.PrintMessage("greater", () => ArgumentOutOfRangeException.ThrowIfGreaterThan(9, 8, "size"));
        Attempt.PrintMessage("greater or equal", () => ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(8, 8, "size"));
        Attempt.PrintMessage("less", () => ArgumentOutOfRangeException.ThrowIfLessThan('a', 'b', "letter"));
        Attempt.PrintMessage("equal", () => ArgumentOutOfRangeException.ThrowIfEqual(1.5, 1.5, "real"));
        Attempt.PrintMessage("not equal", () => ArgumentOutOfRangeException.ThrowIfNotEqual("a", "b", "text"));
        Attempt.PrintMessage("capacity", () => new List<int>(-1).Clear());
        Attempt.PrintMessage("sleep", () => Thread.Sleep(-2));
        Attempt.PrintMessage("repeat", () => Enumerable.Repeat(1, -1));
    }

    private static void Formats()
    {
        Attempt.PrintMessage("int", () => int.Parse(""));
        Attempt.PrintMessage("int too large", () => int.Parse("99999999999"));
        Attempt.PrintMessage("double", () => double.Parse("1.2.3"));
        Attempt.PrintMessage("decimal", () => decimal.Parse("1e400", NumberStyles.Float));
        Attempt.PrintMessage("bool", () => bool.Parse("maybe"));
        Attempt.PrintMessage("char", () => char.Parse("ab"));
        Attempt.PrintMessage("guid", () => Guid.Parse("1234"));
        Attempt.PrintMessage("guid exact", () => Guid.ParseExact("00000000-0000-0000-0000-000000000000", "N"));
        Attempt.PrintMessage("time span", () => TimeSpan.Parse("25:61:00"));
        Attempt.PrintMessage("date", () => DateTime.ParseExact("2024-13-01", "yyyy-MM-dd", CultureInfo.InvariantCulture));
        Attempt.PrintMessage("version", () => Version.Parse("1"));
        Attempt.PrintMessage("hex", () => Convert.FromHexString("ABC"));
        Attempt.PrintMessage("uri", () => _ = new Uri("no scheme"));
        Attempt.PrintMessage("styles", () => int.Parse("1", NumberStyles.HexNumber | NumberStyles.AllowDecimalPoint));
        Attempt.PrintMessage("composite", () => _ = string.Format("{0", 1));
        Attempt.PrintMessage("composite brace", () => _ = string.Format("}", 1));
    }

    private static void Enumeration()
    {
        Attempt.PrintMessage("list", () =>
        {
            var list = new List<int> { 1, 2 };
            foreach (int value in list)
                list.Add(value);
        });
        Attempt.PrintMessage("queue", () =>
        {
            var queue = new Queue<int>([1, 2]);
            foreach (int value in queue)
                queue.Enqueue(value);
        });
        Attempt.PrintMessage("set", () =>
        {
            var set = new SortedSet<int> { 1, 2 };
            foreach (int value in set)
                set.Add(value + 10);
        });
        Attempt.PrintMessage("before the start", () => Console.WriteLine(((IEnumerable)new List<int> { 1 }).GetEnumerator().Current));
        Attempt.PrintMessage("array before the start", () => Console.WriteLine(new int[1].GetEnumerator().Current));
        Attempt.PrintMessage("no elements", () => Enumerable.Empty<int>().Average());
        Attempt.PrintMessage("no match", () => new[] { 1 }.First(value => value > 1));
        Attempt.PrintMessage("many matches", () => new[] { 1, 1 }.Single(value => value == 1));
        Attempt.PrintMessage("stack", () => new Stack<int>().Pop());
        Attempt.PrintMessage("priority queue", () => new PriorityQueue<int, int>().Dequeue());
        Attempt.PrintMessage("reset", () => Iterate().GetEnumerator().Reset());
        var removing = new Dictionary<int, int> { [1] = 1, [2] = 2 };
        foreach (int key in removing.Keys)
            removing.Remove(key);
        Console.WriteLine(removing.Count);
    }

    private static IEnumerable<int> Iterate()
    {
        yield return 1;
    }

    private static void ReadOnly()
    {
        Attempt.PrintMessage("read-only list", () => ((IList<int>)new List<int>().AsReadOnly()).Add(1));
        Attempt.PrintMessage("fixed size", () => ((IList<int>)new int[1]).Add(1));
        Attempt.PrintMessage("non-generic", () => ((IList)new int[1]).Add(1));
        Attempt.PrintMessage("keys", () => ((ICollection<int>)new Dictionary<int, int>().Keys).Add(1));
        Attempt.PrintMessage("frozen", () => ((IDictionary<int, int>)new[] { 1 }.ToFrozenDictionary(value => value)).Add(2, 2));
        Attempt.PrintMessage("wrong type", () => ((IList)new List<int>()).Add("text"));
        Attempt.PrintMessage("null item", () => ((IList)new List<int>()).Add(null));
        Attempt.PrintMessage("culture", () => CultureInfo.InvariantCulture.NumberFormat.NumberDecimalDigits = 1);
        Attempt.PrintMessage("memory stream", () => new MemoryStream(new byte[2]).SetLength(3));
        Attempt.PrintMessage("not writable", () => new MemoryStream(new byte[2], writable: false).WriteByte(1));
    }

    private static void Keys()
    {
        Attempt.PrintMessage("int", () => Console.WriteLine(new Dictionary<int, int>()[42]));
        Attempt.PrintMessage("tuple", () => Console.WriteLine(new Dictionary<(int, string), int>()[(1, "a")]));
        Attempt.PrintMessage("null", () => new Dictionary<string, int>()[null!] = 1);
        Attempt.PrintMessage("sorted", () => Console.WriteLine(new SortedDictionary<string, int>()["x"]));
        Attempt.PrintMessage("sorted twice", () => new SortedList<string, int> { { "x", 1 }, { "x", 2 } }.Clear());
        Attempt.PrintMessage("concurrent", () => Console.WriteLine(new ConcurrentDictionary<string, int>()["x"]));
        Attempt.PrintMessage("frozen", () => Console.WriteLine(new Dictionary<string, int> { ["a"] = 1 }.ToFrozenDictionary()["x"]));
        Attempt.PrintMessage("ToDictionary", () => new[] { 1, 1 }.ToDictionary(value => value));
        Attempt.PrintMessage("ordered", () => Console.WriteLine(new OrderedDictionary<string, int>()["x"]));
        Attempt.PrintMessage("hashtable", () => new Hashtable { { "a", 1 }, { "a", 2 } }.Clear());
        Attempt.PrintMessage("enum", () => Enum.Parse<DayOfWeek>("Someday"));
        Attempt.PrintMessage("enum empty", () => Enum.Parse<DayOfWeek>(""));
    }

    private static void Streams()
    {
        var closed = new MemoryStream();
        closed.Dispose();
        Attempt.PrintMessage("closed read", () => closed.ReadByte());
        Attempt.PrintMessage("closed length", () => Console.WriteLine(closed.Length));
        Attempt.PrintMessage("end of stream", () => new BinaryReader(new MemoryStream(new byte[3])).ReadInt32());
        Attempt.PrintMessage("read exactly", () => new MemoryStream(new byte[3]).ReadExactly(new byte[4]));
        Attempt.PrintMessage("seek", () => new MemoryStream().Seek(-1, SeekOrigin.Begin));
        Attempt.PrintMessage("position", () => new MemoryStream().Position = -1);
        Attempt.PrintMessage("reader of nothing", () => _ = new StreamReader((Stream)null!));
        Attempt.PrintMessage("string reader", () =>
        {
            var reader = new StringReader("a");
            reader.Dispose();
            reader.Read();
        });
        Attempt.PrintMessage("7-bit", () => new BinaryReader(new MemoryStream([255, 255, 255, 255, 255, 255])).Read7BitEncodedInt());
    }

    private static void Tasks()
    {
        Attempt.PrintMessage("faulted wait", () => Task.FromException(new FailureException()).Wait());
        Attempt.PrintMessage("cancelled wait", () => Task.FromCanceled(new CancellationToken(true)).Wait());
        Attempt.PrintMessage("cancelled await", () => Task.FromCanceled(new CancellationToken(true)).GetAwaiter().GetResult());
        Attempt.PrintMessage("token", () => new CancellationToken(true).ThrowIfCancellationRequested());
        Attempt.PrintMessage("start twice", () =>
        {
            var task = new Task(() => { });
            task.RunSynchronously();
            task.Start();
        });
        Attempt.PrintMessage("start a promise", () => new TaskCompletionSource().Task.Start());
        Attempt.PrintMessage("set twice", () =>
        {
            var source = new TaskCompletionSource<int>();
            source.SetResult(1);
            source.SetResult(2);
        });
        Attempt.PrintMessage("time-out", () => new TaskCompletionSource().Task.WaitAsync(TimeSpan.Zero).GetAwaiter().GetResult());
        Attempt.PrintMessage("dispose running", () => new TaskCompletionSource().Task.Dispose());
        Attempt.PrintMessage("delay", () => Task.Delay(-2));
        Attempt.PrintMessage("no tasks", () => Task.WhenAny(Array.Empty<Task>()));
        Attempt.PrintMessage("null task", () => Task.WhenAll([null!]));
    }

    private static void Arrays()
    {
        Attempt.PrintMessage("copy", () => Array.Copy(new int[3], new int[2], 3));
        Attempt.PrintMessage("copy types", () => Array.Copy(new int[1], new string[1], 1));
        Attempt.PrintMessage("copy down", () => Array.Copy(new object[] { "x" }, new int[1], 1));
        Attempt.PrintMessage("copy narrowing", () => Array.Copy(new long[1], new int[1], 1));
        Attempt.PrintMessage("ranks", () => Array.Copy(new int[2, 2], new int[4], 4));
        Attempt.PrintMessage("set", () => ((Array)new int[1]).SetValue("x", 0));
        Attempt.PrintMessage("dimensions", () => new int[2, 2].GetValue(0));
        Attempt.PrintMessage("upper bound", () => new int[2].GetUpperBound(1));
        Attempt.PrintMessage("span copy", () => new int[3].AsSpan().CopyTo(new int[2]));
        Attempt.PrintMessage("search", () => Array.BinarySearch(new object[] { new(), new() }, new object()));
        Attempt.PrintMessage("sort", () => Array.Sort(new object[] { new(), new() }));
        Attempt.PrintMessage("sort comparer", () => Array.Sort([3, 1, 2], (_, _) => throw new FailureException()));
        Attempt.PrintMessage("block copy", () => Buffer.BlockCopy(new string[1], 0, new string[1], 0, 1));
    }

    private static void Text()
    {
        Attempt.PrintMessage("surrogate", () => char.ConvertFromUtf32(0xD800));
        Attempt.PrintMessage("ConvertToUtf32", () => char.ConvertToUtf32("\ud83d", 0));
        Attempt.PrintMessage("rune", () => _ = new Rune('\udc00'));
        Attempt.PrintMessage("encoding name", () => Encoding.GetEncoding("no-such"));
        Attempt.PrintMessage("code page", () => Encoding.GetEncoding(99999));
        Attempt.PrintMessage("strict decoding", () => new UTF8Encoding(false, true).GetString([0x41, 0xFF]));
        Attempt.PrintMessage("strict encoding", () => new UTF8Encoding(false, true).GetBytes("a\ud800"));
        Attempt.PrintMessage("strict ASCII", () => Encoding.GetEncoding("us-ascii", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback).GetBytes("é"));
        Attempt.PrintMessage("replace", () => "abc".Replace("", "x"));
        Attempt.PrintMessage("capacity", () => _ = new StringBuilder("abc", 0, 3, 2) { Capacity = 1 });
        Attempt.PrintMessage("maximum", () => new StringBuilder(1, 2).Append("abc"));
        Attempt.PrintMessage("radix", () => Convert.ToString(1, 7));
        Attempt.PrintMessage("culture", () => _ = new CultureInfo("xx-invalid-name-that-is-too-long"));
    }

    private static void Defaults()
    {
        Exception[] exceptions =
        [
            new(), new SystemException(), new ApplicationException(), new ArgumentException(), new ArgumentNullException(), new ArgumentOutOfRangeException(),
            new ArithmeticException(), new ArrayTypeMismatchException(), new BadImageFormatException(), new DivideByZeroException(), new EntryPointNotFoundException(),
            new FormatException(), new IndexOutOfRangeException(), new InvalidCastException(), new InvalidOperationException(), new KeyNotFoundException(),
            new MissingMethodException(), new NotImplementedException(), new NotSupportedException(), new NullReferenceException(), new OperationCanceledException(),
            new OutOfMemoryException(), new OverflowException(), new PlatformNotSupportedException(), new RankException(), new TimeoutException(),
            new TypeInitializationException("Some.Type", null), new UnauthorizedAccessException(), new SynchronizationLockException(), new ThreadInterruptedException(),
            new AbandonedMutexException(), new AggregateException(), new IOException(), new EndOfStreamException(), new FileNotFoundException(), new FailureException(),
        ];
        foreach (Exception exception in exceptions)
            Console.WriteLine($"{exception.GetType()} {exception.HResult:X8} {exception.Message}");
    }

    private static void ArgumentTexts()
    {
        var inner = new FormatException("inside");
        Console.WriteLine(new ArgumentException("Text", "name").Message);
        Console.WriteLine(new ArgumentOutOfRangeException("name", 5, "Text").Message.ReplaceLineEndings("|"));
        Console.WriteLine(new ArgumentNullException("name", "Text").Message);
        Console.WriteLine(new FileNotFoundException(null, "some.txt").Message);
        Console.WriteLine(new FileNotFoundException("Text", "some.txt").ToString());
        Console.WriteLine(new ObjectDisposedException("Thing").Message.ReplaceLineEndings("|"));
        Console.WriteLine(new ObjectDisposedException("Thing", "Text").ObjectName);
        Console.WriteLine(new MissingMethodException("Class", "Method").Message);
        Console.WriteLine(new MissingFieldException("Class", "Field").Message);
        Console.WriteLine(new TypeLoadException("Text").Message);
        Console.WriteLine(new TypeInitializationException("Some.Type", inner).ToString());
        Console.WriteLine(new AggregateException("Several", inner, new FailureException()).Message);
        Console.WriteLine(new BadImageFormatException("Text", "file").ToString());
    }
}
