using Tour;

// Every topic prints the same wherever and however often it runs, so that the output of an image can be compared
// with that of the same program on Linux. Arguments choose topics by name; without any, all run in this order.
(string Name, Action Run)[] topics =
[
    ("generics", Generics.Run),
    ("dispatch", Dispatch.Run),
    ("boxing", Boxing.Run),
    ("delegates", Delegates.Run),
    ("iterators", Iterators.Run),
    ("patterns", Patterns.Run),
    ("exceptions", Exceptions.Run),
    ("threads", Threads.Run),
    ("async", Asynchrony.Run),
    ("linq", Queries.Run),
    ("spans", Spans.Run),
    ("vectors", Vectors.Run),
    ("strings", Strings.Run),
    ("collections", Collections.Run),
    ("numbers", Numbers.Run),
    ("regex", RegularExpressions.Run),
    ("json", Json.Run),
    ("time", Times.Run),
    ("random", RandomNumbers.Run),
    ("files", Files.Run),
    ("lifetimes", Lifetimes.Run),
    ("churn", Churn.Run),
];

foreach (string name in args)
{
    if (!Array.Exists(topics, topic => topic.Name == name))
    {
        Console.Error.WriteLine($"no topic '{name}'; there are: {string.Join(' ', topics.Select(topic => topic.Name))}");
        return 2;
    }
}

int toured = 0;
foreach ((string name, Action run) in topics)
{
    if (args.Length > 0 && !args.Contains(name))
        continue;
    Console.WriteLine($"== {name}");
    run();
    toured++;
}

Console.WriteLine($"== {toured} topics toured");
return 0;
