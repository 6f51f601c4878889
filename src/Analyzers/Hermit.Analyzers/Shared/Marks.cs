using Microsoft.CodeAnalysis;

namespace Hermit.Analyzers;

/// <summary>
/// The attributes that carry the soundness rules. They are matched by full name, so that a project can declare its
/// own copy and needs no reference to a Hermit assembly.
/// </summary>
internal static class Marks
{
    /// <summary>The namespace of the attributes.</summary>
    public const string Namespace = "Hermit";

    /// <summary>The namespace whose locks, guards and cells are known by name.</summary>
    public const string SyncNamespace = "Hermit.Sync";

    /// <summary>Misuse of the member can corrupt memory: its callers take on a proof obligation.</summary>
    public const string RequiresUnsafe = "RequiresUnsafeAttribute";

    /// <summary>The type makes concurrent use of its values safe.</summary>
    public const string Synchronized = "SynchronizedAttribute";

    /// <summary>A copy of a value of the type is a second owner of what the first owns.</summary>
    public const string NonCopyable = "NonCopyableAttribute";

    /// <summary>A value of the type is a borrow that ends when it is disposed.</summary>
    public const string Guard = "GuardAttribute";

    /// <summary>The method runs in interrupt context.</summary>
    public const string InterruptHandler = "InterruptHandlerAttribute";

    /// <summary>Taking the lock, or calling the method, in interrupt context can deadlock.</summary>
    public const string NotInterruptSafe = "NotInterruptSafeAttribute";

    /// <summary>The type or method masks interrupts around what it does, so that it may be used in interrupt context.</summary>
    public const string InterruptSafe = "InterruptSafeAttribute";

    /// <summary>Soundness relies on who implements the interface, or carries the attribute, that is marked with this.</summary>
    public const string Trusted = "TrustedAttribute";

    /// <summary>Whether <paramref name="symbol"/> carries the attribute <c>Hermit.</c><paramref name="attribute"/>.</summary>
    public static bool Has(ISymbol? symbol, string attribute)
    {
        if (symbol is null)
        {
            return false;
        }

        foreach (AttributeData data in symbol.OriginalDefinition.GetAttributes())
        {
            if (data.AttributeClass is { } type && type.Name == attribute && IsInNamespace(type, Namespace))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether <paramref name="type"/> or a base class of it carries the attribute.</summary>
    public static bool HasOnTypeOrBase(ITypeSymbol? type, string attribute)
    {
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (Has(current, attribute))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Whether the member, the property it is an accessor of, or a type around it is marked <see cref="RequiresUnsafe"/>.
    /// The attribute of the .NET libraries of the same name counts too.
    /// </summary>
    public static bool RequiresUnsafeContext(ISymbol member)
    {
        if (HasRequiresUnsafe(member) || (member is IMethodSymbol { AssociatedSymbol: { } owner } && HasRequiresUnsafe(owner)))
        {
            return true;
        }

        for (INamedTypeSymbol? type = member.ContainingType; type is not null; type = type.ContainingType)
        {
            if (HasRequiresUnsafe(type))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether <paramref name="symbol"/> itself is marked <see cref="RequiresUnsafe"/>.</summary>
    public static bool HasRequiresUnsafe(ISymbol symbol)
    {
        foreach (AttributeData data in symbol.OriginalDefinition.GetAttributes())
        {
            if (data.AttributeClass is { Name: RequiresUnsafe } type
                && (IsInNamespace(type, Namespace) || IsInNamespace(type, "System.Diagnostics.CodeAnalysis")
                    || IsInNamespace(type, "System.Runtime.CompilerServices")))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the innermost named type is declared directly in <paramref name="name"/>, a dotted namespace name.</summary>
    public static bool IsInNamespace(ISymbol? symbol, string name)
    {
        INamespaceSymbol? current = symbol?.ContainingNamespace;
        int end = name.Length;
        while (current is { IsGlobalNamespace: false })
        {
            int start = name.LastIndexOf('.', end - 1) + 1;
            string part = current.Name;
            if (part.Length != end - start || string.CompareOrdinal(part, 0, name, start, part.Length) != 0)
            {
                return false;
            }

            current = current.ContainingNamespace;
            if (start == 0)
            {
                return current is { IsGlobalNamespace: true };
            }

            end = start - 1;
        }

        return false;
    }

    /// <summary>Whether <paramref name="symbol"/> is declared in <paramref name="root"/> or in a namespace below it.</summary>
    public static bool IsUnderNamespace(ISymbol? symbol, string root)
    {
        for (INamespaceSymbol? current = symbol?.ContainingNamespace; current is { IsGlobalNamespace: false }; current = current.ContainingNamespace)
        {
            if (current.Name == root && current.ContainingNamespace.IsGlobalNamespace)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether <paramref name="type"/> is the type <paramref name="name"/> of namespace <paramref name="namespaceName"/>.</summary>
    public static bool IsType(ITypeSymbol? type, string namespaceName, string name) =>
        type is not null && type.Name == name && type.ContainingType is null && IsInNamespace(type, namespaceName);

    /// <summary>
    /// Whether values of <paramref name="type"/> are guards: marked <see cref="Guard"/>, or a <c>ref struct</c> of
    /// Hermit.Sync whose name ends in "Guard".
    /// </summary>
    public static bool IsGuard(ITypeSymbol? type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Struct or TypeKind.Class } named
        && (Has(named, Guard)
            || (named.IsRefLikeType && named.Name.EndsWith("Guard", StringComparison.Ordinal) && IsInNamespace(named, SyncNamespace)));
}
