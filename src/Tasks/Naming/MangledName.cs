using System.Text;
using System.Text.RegularExpressions;

namespace Hermit.Tasks.Naming;

/// <summary>
/// Makes ilc's symbol names readable. ilc writes <c>Assembly_Namespace_Type__Method</c> with every character that is not
/// an identifier's replaced by <c>_</c>, so the way back is a guess: it is for people, not for look-ups.
/// </summary>
public static partial class MangledName
{
    private const string UnboxingStub = "<unbox>";
    private const string UnboxingPrefix = "unbox_";
    private const string CanonicalType = "System___Canon";

    /// <summary>Returns <c>Namespace.Type.Method</c> for a mangled method, and any other name as it is.</summary>
    public static string ToReadable(string symbol)
    {
        ArgumentNullException.ThrowIfNull(symbol);
        int unbox = symbol.IndexOf(UnboxingStub, StringComparison.Ordinal);
        if (unbox >= 0)
            symbol = symbol[(unbox + UnboxingStub.Length)..];
        else if (symbol.StartsWith(UnboxingPrefix, StringComparison.Ordinal))
            symbol = symbol[UnboxingPrefix.Length..];
        int split = FindSeparator(symbol, 0);
        if (split <= 0 || symbol[0] == '_' || split + 2 >= symbol.Length)
            return symbol;
        string method = symbol[(split + 2)..];
        if (StateMachine().Match(method) is { Success: true } machine)
            method = machine.Groups[1].Value.TrimEnd('_');
        return $"{ReadType(symbol[..split])}.{ReadMethod(method)}";
    }

    /// <summary>Returns <c>Namespace.Type</c> for a mangled type.</summary>
    public static string ReadType(string mangled)
    {
        ArgumentNullException.ThrowIfNull(mangled);
        int open = mangled.IndexOf('<', StringComparison.Ordinal);
        string name = StripAssembly(open < 0 ? mangled : mangled[..open]);
        string readable = Arity().Replace(name, "").Replace('_', '.');
        return open < 0 ? readable : readable + ReadArguments(mangled[open..]);
    }

    private static string ReadMethod(string mangled)
    {
        int open = mangled.IndexOf('<', StringComparison.Ordinal);
        string name = open < 0 ? mangled : mangled[..open];
        string arguments = open < 0 ? "" : ReadArguments(mangled[open..]);
        // Lambdas and local functions are named after the method that contains them.
        if (Contained().Match(name) is { Success: true } contained)
            name = contained.Groups[1].Value.TrimEnd('_');
        else if (TopLevel().Match(name) is { Success: true } main)
            name = main.Groups[1].Value;
        name = Overload().Replace(name, "");
        return (name is "_ctor" or "_cctor" ? "." + name[1..] : name) + arguments;
    }

    /// <summary>Reads <c>&lt;A__B&gt;</c>; what does not have that form stays.</summary>
    private static string ReadArguments(string mangled)
    {
        string list = mangled.Replace(CanonicalType, "Canon", StringComparison.Ordinal);
        if (!list.EndsWith('>'))
            return list;
        list = list[1..^1];
        var readable = new StringBuilder("<");
        for (int start = 0; start <= list.Length;)
        {
            int end = FindSeparator(list, start);
            string argument = end < 0 ? list[start..] : list[start..end];
            readable.Append(start == 0 ? "" : ", ").Append(argument == "Canon" ? "__Canon" : ReadType(argument));
            start = end < 0 ? list.Length + 1 : end + 2;
        }
        return readable.Append('>').ToString();
    }

    /// <summary>The first <c>__</c> from <paramref name="start"/> on that is outside angle brackets, or -1.</summary>
    private static int FindSeparator(string name, int start)
    {
        int depth = 0;
        for (int i = start; i + 1 < name.Length; i++)
        {
            depth += name[i] switch { '<' => 1, '>' => -1, _ => 0 };
            if (depth == 0 && name[i] == '_' && name[i + 1] == '_')
                return i;
        }
        return -1;
    }

    /// <summary>
    /// An assembly is usually named like the namespace of its types (<c>Hermit_Memory_Hermit_Memory_Frames</c>); the
    /// libraries' own are told by the root namespace that follows.
    /// </summary>
    private static string StripAssembly(string name)
    {
        for (int i = name.IndexOf('_'); i >= 0; i = name.IndexOf('_', i + 1))
        {
            int after = i + 1 + i;
            if (string.CompareOrdinal(name, 0, name, i + 1, i) == 0 && after < name.Length && name[after] == '_')
                return name[(i + 1)..];
        }
        return LibraryAssembly().Match(name) is { Success: true } match ? name[match.Length..] : name;
    }

    /// <summary>An assembly <c>System.X</c> (<c>S.P.X</c> for <c>System.Private.X</c>) before a namespace of the libraries.</summary>
    [GeneratedRegex("^(?:S_P_CoreLib_|(?:S_P|System|Microsoft)_\\w*?(?=(?:System|Internal|Microsoft)_))")]
    private static partial Regex LibraryAssembly();

    /// <summary>The number of generic parameters, <c>Dictionary`2</c>.</summary>
    [GeneratedRegex("_\\d+(?=_|$)")]
    private static partial Regex Arity();

    /// <summary>The number that tells overloads apart.</summary>
    [GeneratedRegex("_\\d+$")]
    private static partial Regex Overload();

    /// <summary><c>&lt;Method&gt;g__Local|1_0</c> and <c>&lt;Method&gt;b__1_0</c>.</summary>
    [GeneratedRegex("^(?:\\w*?__)?_(\\w+?)_[gb]__")]
    private static partial Regex Contained();

    /// <summary><c>&lt;Main&gt;$</c>, the method of top-level statements.</summary>
    [GeneratedRegex("^_(\\w+?)__$")]
    private static partial Regex TopLevel();

    /// <summary><c>&lt;Method&gt;d__0.MoveNext</c>, the body of an async method or iterator.</summary>
    [GeneratedRegex("^(\\w+?)_d__\\d+.*__MoveNext$")]
    private static partial Regex StateMachine();
}
