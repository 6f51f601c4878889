using System.Text.Json.Serialization;

namespace Hermit.Guest.Libraries;

/// <summary>What the JSON cases serialise.</summary>
internal sealed class Order
{
    public int Id { get; set; }

    public string Customer { get; set; } = "";

    public List<OrderLine> Lines { get; set; } = [];

    public OrderState State { get; set; }

    public DateTimeOffset Placed { get; set; }

    public Dictionary<string, string?> Notes { get; set; } = [];

    [JsonIgnore]
    public decimal Total => Lines.Sum(line => line.Count * line.Price);
}

internal sealed record OrderLine(string Item, int Count, [property: JsonPropertyName("unit_price")] decimal Price);

internal enum OrderState
{
    Open,
    Shipped,
}
