using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hermit.Guest.Libraries;

/// <summary>System.Text.Json: source-generated serialisation, documents, nodes, reader and writer.</summary>
internal static class Json
{
    public static GuestCase[] Cases => [new("json-serialize", Serialize), new("json-deserialize", Deserialize), new("json-document", Document), new("json-nodes", Nodes), new("json-writer", Writer), new("json-errors", Errors), new("json-polymorphic", Polymorphic)];

    private static Order Sample() => new()
    {
        Id = 17,
        Customer = "Zoë \"Z\" <z@example.org>",
        Lines = [new("bolt", 4, 0.25m), new("nut", 8, 0.1m)],
        State = OrderState.Shipped,
        Placed = new DateTimeOffset(2024, 2, 29, 13, 5, 6, TimeSpan.FromHours(2)),
        Notes = new() { ["gift"] = null, ["dock"] = "B" },
    };

    private static void Serialize()
    {
        Console.WriteLine(JsonSerializer.Serialize(Sample(), JsonContext.Default.Order));
        Console.WriteLine(JsonSerializer.Serialize(Sample(), JsonContext.Indented.Order));
        Console.WriteLine(JsonSerializer.Serialize([1, 2, 3], JsonContext.Default.Int32Array));
    }

    private static void Deserialize()
    {
        string text = JsonSerializer.Serialize(Sample(), JsonContext.Default.Order);
        Order order = JsonSerializer.Deserialize(text, JsonContext.Default.Order)!;
        Console.WriteLine($"{order.Customer} {order.Lines.Sum(line => line.Count * line.Price)} {order.State} {order.Placed:O} {order.Notes["dock"]} {order.Notes["gift"] ?? "null"}");
        Console.WriteLine(JsonSerializer.Serialize(order, JsonContext.Default.Order) == text);
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes("""{"id":5,"customer":"x","lines":[],"unknown":{"a":[1,2]}}"""));
        Console.WriteLine(JsonSerializer.DeserializeAsync(stream, JsonContext.Default.Order).AsTask().Result!.Id);
    }

    private static void Document()
    {
        using JsonDocument document = JsonDocument.Parse("""{"a":[1,2.5,"x\u00e9\n",true,null,{"deep":[[[]]]}],"b":1e3}""");
        JsonElement array = document.RootElement.GetProperty("a");
        foreach (JsonElement item in array.EnumerateArray())
            Console.WriteLine($"{item.ValueKind} {item.GetRawText()}");
        Console.WriteLine($"{array[2].GetString()!.Length} {document.RootElement.GetProperty("b").GetDouble()} {document.RootElement.TryGetProperty("c", out _)}");
    }

    private static void Nodes()
    {
        JsonNode node = JsonNode.Parse("""{"list":[1,2],"name":"n"}""")!;
        node["list"]!.AsArray().Add((JsonNode)3);
        node["added"] = new JsonObject { ["x"] = 1.5, ["y"] = JsonValue.Create("two") };
        node.AsObject().Remove("name");
        Console.WriteLine(node.ToJsonString());
        Console.WriteLine($"{node["list"]![2]!.GetValue<int>()} {node["added"]!["y"]} {node["list"]!.GetPath()}");
        Console.WriteLine(JsonNode.DeepEquals(node, node.DeepClone()));
    }

    private static void Writer()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartObject();
            writer.WriteString("text", "a<b>\u2028\ud83d\ude00");
            writer.WriteNumber("pi", 3.14159);
            writer.WriteStartArray("empty");
            writer.WriteEndArray();
            writer.WriteBase64String("bytes", [1, 2, 3]);
            writer.WriteEndObject();
        }

        Console.WriteLine(Encoding.UTF8.GetString(stream.ToArray()));
        var reader = new Utf8JsonReader(stream.ToArray());
        while (reader.Read())
            Console.Write($"{reader.TokenType} ");
        Console.WriteLine();
    }

    private static void Errors()
    {
        foreach (string text in (string[])["", "{", "[1,]", """{"id":"text"}""", "nul", """{"id":1}x"""])
            Attempt.PrintMessage(text, () => JsonSerializer.Deserialize(text, JsonContext.Default.Order));
    }

    private static void Polymorphic()
    {
        Animal[] animals = [new Dog { Name = "Rex", Barks = 3 }, new Cat { Name = "Tom" }];
        string text = JsonSerializer.Serialize(animals, JsonContext.Default.AnimalArray);
        Console.WriteLine(text);
        foreach (Animal animal in JsonSerializer.Deserialize(text, JsonContext.Default.AnimalArray)!)
            Console.WriteLine($"{animal.GetType().Name} {animal.Name}");
    }
}
