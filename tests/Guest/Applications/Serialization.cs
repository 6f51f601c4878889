using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using YamlDotNet.RepresentationModel;

namespace Hermit.Guest.Applications;

/// <summary>JSON by Newtonsoft, CSV, YAML.</summary>
internal static class Serialization
{
    public static GuestCase[] Cases =>
    [
        new("newtonsoft-objects", Objects),
        new("newtonsoft-linq", Tokens),
        new("csv-read", ReadCsv),
        new("csv-write", WriteCsv),
        new("yaml", Yaml),
    ];

    private static void Objects()
    {
        var person = new Person { Name = "Ada", Age = 36, Born = new DateTime(1815, 12, 10, 0, 0, 0, DateTimeKind.Utc), Tags = ["maths", "engines"] };
        string json = JsonConvert.SerializeObject(person, Formatting.Indented);
        Console.WriteLine(json.ReplaceLineEndings("\n"));
        Person again = JsonConvert.DeserializeObject<Person>(json)!;
        Console.WriteLine($"{again.Name} {again.Age} {again.Born:o} {string.Join('+', again.Tags)}");
        Attempt.Print("wrong type", () => JsonConvert.DeserializeObject<Person>("""{ "Age": "many" }"""));
        Attempt.Print("cut", () => JsonConvert.DeserializeObject<Person>("""{ "Age": """));
    }

    private static void Tokens()
    {
        JObject document = JObject.Parse("""{ "a": [ 1, 2.5, "x", null, true ], "b": { "c": "2024-05-06T07:08:09Z" } }""");
        Console.WriteLine(document.SelectToken("$.a[1]"));
        Console.WriteLine(document["b"]!["c"]!.Type);
        ((JArray)document["a"]!).Add(new JObject { ["d"] = 1 });
        Console.WriteLine(document.ToString(Formatting.None));
        Console.WriteLine(JToken.DeepEquals(document, JToken.Parse(document.ToString())));
    }

    private static void ReadCsv()
    {
        const string Text = "Name,Age\n\"Ada, Countess\",36\nGrace,85\n";
        using var reader = new CsvReader(new StringReader(Text), new CsvConfiguration(CultureInfo.InvariantCulture));
        reader.Read();
        reader.ReadHeader();
        while (reader.Read())
            Console.WriteLine($"{reader.GetField("Name")} is {reader.GetField<int>("Age") + 1} next year");
    }

    private static void WriteCsv()
    {
        using var text = new StringWriter { NewLine = "\n" };
        using (var writer = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n" }))
        {
            foreach (string field in (string[])["plain", "with, comma", "with \"quotes\"", "two\nlines", ""])
                writer.WriteField(field);
            writer.NextRecord();
            writer.WriteField(1.5);
            writer.WriteField(new DateTime(2024, 5, 6));
            writer.NextRecord();
        }

        Console.Write(text);
    }

    private static void Yaml()
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader("name: image\nsizes: [1, 2, 3]\nnested:\n  - key: &anchor value\n    same: *anchor\ntext: |\n  two\n  lines\n"));
        var root = (YamlMappingNode)yaml.Documents[0].RootNode;
        foreach ((YamlNode key, YamlNode value) in root.Children)
            Console.WriteLine($"{key} = {value.ToString().ReplaceLineEndings("|")}");
        root.Add("added", new YamlSequenceNode("x", "y"));
        using var text = new StringWriter { NewLine = "\n" };
        yaml.Save(text, assignAnchors: false);
        Console.Write(text);
        Attempt.Print("broken", () => new YamlStream().Load(new StringReader("a: [1, 2")));
    }
}
