namespace Tour;

/// <summary>LINQ.</summary>
internal static class Queries
{
    private static readonly (string Name, string City, int Age)[] s_people =
    [
        ("Ada", "London", 36), ("Bob", "Oslo", 20), ("Cleo", "London", 52), ("Dan", "Paris", 41), ("Eve", "Oslo", 29),
    ];

    public static void Run()
    {
        IEnumerable<string> adults = from person in s_people
                                     where person.Age > 25
                                     orderby person.City, person.Age descending
                                     select $"{person.Name}/{person.City}";
        Console.WriteLine(string.Join(" ", adults));
        foreach (IGrouping<string, int> city in s_people.GroupBy(person => person.City, person => person.Age).OrderBy(group => group.Key))
            Console.WriteLine($"{city.Key}: {city.Count()} people, {city.Average():F1} years");
        Console.WriteLine(string.Join(" ", Enumerable.Range(1, 30).Where(n => n % 3 == 0).Select((n, i) => n * i).SkipWhile(n => n < 20).Take(4)));
        Console.WriteLine(string.Join(" ", Enumerable.Range(0, 10).Chunk(4).Select(chunk => chunk.Sum())));
        Console.WriteLine(string.Join(" ", "mississippi".CountBy(letter => letter).OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}{pair.Value}")));
        Console.WriteLine($"{s_people.Sum(person => person.Age)} {s_people.MaxBy(person => person.Age).Name} {s_people.Any(person => person.City == "Rome")} {Enumerable.Range(1, 10).Aggregate((a, b) => a * b)}");
        Console.WriteLine(string.Join(" ", new[] { 1, 2, 3, 4 }.Except([2]).Union([9]).Reverse().Zip("abcd")));
    }
}
