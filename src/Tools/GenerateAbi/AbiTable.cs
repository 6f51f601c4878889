using System.Globalization;

namespace Hermit.GenerateAbi;

/// <summary>The layouts and constants of one contract on one architecture.</summary>
internal sealed class AbiTable
{
    private static readonly Dictionary<string, int> s_sizes = new()
    {
        ["byte"] = 1, ["sbyte"] = 1, ["ushort"] = 2, ["short"] = 2, ["uint"] = 4, ["int"] = 4, ["ulong"] = 8, ["long"] = 8, ["nuint"] = 8, ["nint"] = 8,
    };

    private readonly string _architecture;
    private AbiLayout? _open;
    private int _line;

    private AbiTable(string architecture)
    {
        _architecture = architecture;
    }

    /// <summary>The structures, each after those that it contains.</summary>
    public List<AbiLayout> Layouts { get; } = [];

    /// <summary>The numbers.</summary>
    public List<AbiConstant> Constants { get; } = [];

    /// <summary>Reads what a table says of an architecture.</summary>
    /// <exception cref="AbiException">A line is not well-formed, or a field does not fit where it is said to be.</exception>
    public static AbiTable Parse(IEnumerable<string> lines, string architecture)
    {
        AbiTable table = new(architecture);
        bool wanted = true;
        foreach (string line in lines)
        {
            table._line++;
            string trimmed = line.Trim();
            if (trimmed.Length == 0 || trimmed[0] == '#')
            {
                continue;
            }

            if (trimmed is ['[', .. string section, ']'])
            {
                wanted = section == architecture;
            }
            else if (wanted)
            {
                table.Read(trimmed, isField: char.IsWhiteSpace(line[0]));
            }
        }

        table.Close();
        return table;
    }

    private void Read(string line, bool isField)
    {
        int colon = line.IndexOf(" : ", StringComparison.Ordinal);
        if (colon < 0)
        {
            throw Error("every line says after ' : ' what it is");
        }

        string[] words = line[..colon].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string summary = line[(colon + 3)..].Trim();
        switch (words)
        {
            case [string offset, string type, string name] when isField:
                Add(new AbiField(Number(offset), type, name, summary));
                break;
            case [("layout" or "places") and string word, string name, string size] when !isField:
                Close();
                _open = new AbiLayout(name, Number(size), summary, word == "layout");
                break;
            case ["constant", string name, string value] when !isField:
                Close();
                Constants.Add(new AbiConstant(name, Number(value), summary));
                break;
            default:
                throw Error("neither 'layout NAME SIZE', 'places NAME SIZE', 'constant NAME VALUE', nor an indented 'OFFSET TYPE NAME'");
        }
    }

    private void Add(AbiField field)
    {
        AbiLayout layout = _open ?? throw Error("a field outside of a layout");
        AbiLayout? inner = Layouts.Find(candidate => candidate.Name == field.Type);
        if (inner is null && !s_sizes.ContainsKey(field.Type))
        {
            throw Error($"'{field.Type}' is neither a number nor a layout above");
        }

        int alignment = inner?.Alignment ?? s_sizes[field.Type];
        if (field.Offset % alignment != 0)
        {
            throw Error($"{layout.Name}.{field.Name} at {field.Offset} is not aligned to {alignment}");
        }

        int end = field.Offset + SizeOf(field.Type);
        if (layout.Fields.Count > 0 && field.Offset < layout.Fields[^1].Offset + SizeOf(layout.Fields[^1].Type))
        {
            throw Error($"{layout.Name}.{field.Name} at {field.Offset} overlaps {layout.Fields[^1].Name}; fields are listed in the order of their offsets");
        }

        if (end > layout.Size)
        {
            throw Error($"{layout.Name}.{field.Name} ends at {end}, behind the layout, which has {layout.Size} bytes");
        }

        layout.Alignment = Math.Max(layout.Alignment, alignment);
        layout.Fields.Add(field);
        layout.Places.Add(field);
        layout.Places.AddRange(inner?.Places.Select(place => place with { Offset = field.Offset + place.Offset, Name = $"{field.Name}_{place.Name}" }) ?? []);
    }

    private void Close()
    {
        if (_open is { } layout)
        {
            if (layout.Size % layout.Alignment != 0)
            {
                throw Error($"the size of {layout.Name}, {layout.Size}, is not a multiple of its alignment, {layout.Alignment}");
            }

            Layouts.Add(layout);
            _open = null;
        }
    }

    private int SizeOf(string type) => s_sizes.TryGetValue(type, out int size) ? size : Layouts.Find(layout => layout.Name == type)!.Size;

    private int Number(string text)
    {
        bool isHexadecimal = text.StartsWith("0x", StringComparison.Ordinal);
        return int.TryParse(isHexadecimal ? text[2..] : text, isHexadecimal ? NumberStyles.HexNumber : NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw Error($"'{text}' is not a number");
    }

    private AbiException Error(string message) => new(_line, $"{message} ({_architecture})");
}
