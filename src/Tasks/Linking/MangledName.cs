using System.Text;

namespace Hermit.Tasks.Linking;

/// <summary>
/// Makes ilc's symbol names readable. ilc writes <c>Assembly_Namespace_Type__Method</c> with every character that is not
/// an identifier's replaced by <c>_</c>, so the way back is a guess: it is for people, not for look-ups.
/// </summary>
public static class MangledName
{
    private const string UnboxingStub = "<unbox>";
    private const string PrivatePrefix = "S_P_";

    /// <summary>Returns <c>Namespace.Type.Method</c> for a mangled name, and any other name as it is.</summary>
    public static string ToReadable(string symbol)
    {
        ArgumentNullException.ThrowIfNull(symbol);
        int unbox = symbol.IndexOf(UnboxingStub, StringComparison.Ordinal);
        if (unbox >= 0)
            symbol = symbol[(unbox + UnboxingStub.Length)..];
        int split = FindMethod(symbol);
        if (split <= 0 || symbol[0] == '_')
            return symbol;
        return $"{ReadType(symbol[..split])}.{symbol[(split + 2)..]}";
    }

    /// <summary>Returns <c>Namespace.Type</c> for the mangled name of a type.</summary>
    public static string ReadType(string mangled)
    {
        ArgumentNullException.ThrowIfNull(mangled);
        string name = StripAssembly(mangled);
        var readable = new StringBuilder(name.Length);
        foreach (char c in name)
            readable.Append(c == '_' ? '.' : c);
        return readable.ToString();
    }

    /// <summary>The first <c>__</c> outside angle brackets separates type and method.</summary>
    private static int FindMethod(string symbol)
    {
        int depth = 0;
        for (int i = 0; i + 1 < symbol.Length; i++)
        {
            depth += symbol[i] switch { '<' => 1, '>' => -1, _ => 0 };
            if (depth == 0 && symbol[i] == '_' && symbol[i + 1] == '_' && i + 2 < symbol.Length)
                return i;
        }
        return -1;
    }

    /// <summary>
    /// An assembly is usually named like the namespace of its types (<c>Hermit_Memory_Hermit_Memory_Frames</c>), or
    /// abbreviated (<c>S_P_CoreLib</c>).
    /// </summary>
    private static string StripAssembly(string name)
    {
        if (name.StartsWith(PrivatePrefix, StringComparison.Ordinal))
        {
            int end = name.IndexOf('_', PrivatePrefix.Length);
            int system = name.IndexOf("_System_", StringComparison.Ordinal);
            int @internal = name.IndexOf("_Internal_", StringComparison.Ordinal);
            int start = system < 0 ? @internal : @internal < 0 ? system : Math.Min(system, @internal);
            return start >= 0 ? name[(start + 1)..] : end >= 0 ? name[(end + 1)..] : name;
        }
        for (int i = name.IndexOf('_'); i >= 0; i = name.IndexOf('_', i + 1))
        {
            if (string.CompareOrdinal(name, 0, name, i + 1, i) == 0 && i + 1 + i < name.Length && name[i + 1 + i] == '_')
                return name[(i + 1)..];
        }
        int root = name.IndexOf("_System_", StringComparison.Ordinal);
        return name.StartsWith("System_", StringComparison.Ordinal) && root > 0 ? name[(root + 1)..] : name;
    }
}
