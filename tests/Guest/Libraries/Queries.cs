namespace Hermit.Guest.Libraries;

/// <summary>LINQ to objects.</summary>
internal static class Queries
{
    private static readonly (string Name, string City, int Age)[] s_people =
    [
        ("Ada", "London", 36), ("Bob", "Oslo", 20), ("Cleo", "London", 52), ("Dan", "Paris", 41), ("Eve", "Oslo", 29),
    ];

    public static GuestCase[] Cases => [new("linq-basic", Basic), new("linq-group", Grouping), new("linq-join", Joining), new("linq-sets", SetOperations), new("linq-aggregate", Aggregates), new("linq-new", Newer)];

    private static void Basic()
    {
        IEnumerable<string> query = from person in s_people
                                    let initial = person.Name[0]
                                    where person.Age > 25
                                    orderby person.City, person.Age descending
                                    select $"{initial}:{person.City}:{person.Age}";
        Console.WriteLine(string.Join(" ", query));
        Console.WriteLine(string.Join(" ", Enumerable.Range(1, 20).Where(n => n % 3 == 0).Select((n, i) => n * i).SkipWhile(n => n < 5).Take(4).Append(0).Prepend(-1)));
        Console.WriteLine($"{s_people.First(p => p.Age < 30).Name} {s_people.LastOrDefault(p => p.City == "Rome").Name ?? "nobody"} {s_people.ElementAt(^1).Name} {s_people.Any(p => p.Age > 50)} {s_people.All(p => p.Age > 18)}");
    }

    private static void Grouping()
    {
        foreach (IGrouping<string, (string Name, string City, int Age)> group in s_people.GroupBy(person => person.City).OrderBy(group => group.Key))
            Console.WriteLine($"{group.Key}: {group.Count()} {group.Average(person => person.Age):F1} {string.Join(",", group.Select(person => person.Name))}");
        ILookup<int, string> decades = s_people.ToLookup(person => person.Age / 10, person => person.Name);
        Console.WriteLine($"{string.Join(",", decades[2])} {decades.Count} {decades[9].Count()}");
        Console.WriteLine(string.Join(" ", Enumerable.Range(0, 10).Chunk(4).Select(chunk => chunk.Sum())));
    }

    private static void Joining()
    {
        var countries = new Dictionary<string, string> { ["London"] = "UK", ["Oslo"] = "Norway" };
        Console.WriteLine(string.Join(" ", s_people.Join(countries, p => p.City, c => c.Key, (p, c) => $"{p.Name}/{c.Value}")));
        Console.WriteLine(string.Join(" ", countries.GroupJoin(s_people, c => c.Key, p => p.City, (c, people) => $"{c.Value}={people.Count()}")));
        Console.WriteLine(string.Join(" ", s_people.SelectMany(p => p.Name.Take(2))));
        Console.WriteLine(string.Join(" ", Enumerable.Range(1, 3).Zip("abc", [true, false, true])));
    }

    private static void SetOperations()
    {
        int[] a = [1, 2, 3, 4, 4], b = [3, 4, 5];
        Console.WriteLine($"{string.Join(",", a.Distinct())} {string.Join(",", a.Union(b))} {string.Join(",", a.Intersect(b))} {string.Join(",", a.Except(b))} {string.Join(",", a.Concat(b))}");
        Console.WriteLine(string.Join(",", s_people.DistinctBy(p => p.City).Select(p => p.Name)));
        Console.WriteLine($"{a.SequenceEqual(b)} {a.Contains(4)} {string.Join(",", a.DefaultIfEmpty())} {string.Join(",", Array.Empty<int>().DefaultIfEmpty(7))}");
    }

    private static void Aggregates()
    {
        Console.WriteLine($"{s_people.Sum(p => p.Age)} {s_people.Min(p => p.Age)} {s_people.MaxBy(p => p.Age).Name} {s_people.Average(p => p.Age)} {s_people.Count(p => p.City == "Oslo")}");
        Console.WriteLine(Enumerable.Range(1, 10).Aggregate((x, y) => x * y % 1000));
        Console.WriteLine(Enumerable.Range(1, 5).Aggregate("", (text, n) => text + n, text => $"[{text}]"));
        Console.WriteLine(string.Join(" ", s_people.ToDictionary(p => p.Name, p => p.Age).OrderBy(pair => pair.Value).Select(pair => pair.Key)));
        Console.WriteLine(Enumerable.Repeat(3, 4).ToHashSet().Count);
    }

    private static void Newer()
    {
        Console.WriteLine(string.Join(" ", "banana".CountBy(c => c).OrderBy(pair => pair.Key)));
        Console.WriteLine(string.Join(" ", "abc".Index()));
        Console.WriteLine(string.Join(" ", s_people.AggregateBy(p => p.City, 0, (sum, p) => sum + p.Age)));
        Console.WriteLine(string.Join(" ", new[] { 3, 1, 2 }.Order().Zip(new[] { 3, 1, 2 }.OrderDescending())));
        Console.WriteLine(Enumerable.Range(0, 5).TryGetNonEnumeratedCount(out int count) ? count : -1);
        Console.WriteLine(string.Join(" ", Enumerable.Range(0, 10).Take(2..^3)));
    }
}
