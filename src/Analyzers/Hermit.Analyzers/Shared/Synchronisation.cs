using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Hermit.Analyzers;

/// <summary>Decides which types make shared access safe, and which statics need one.</summary>
internal static class Synchronisation
{
    private static readonly ImmutableHashSet<string> SyncTypes = ImmutableHashSet.Create(
        "SpinMutex", "TicketMutex", "OneShotMutex", "RwSpinLock", "Mutex", "RwLock", "OnceCell", "Lazy", "CallOnce", "TakeStatic",
        "PerCpu", "PerCpuCell", "RawSpinLock", "RawTicketLock", "RawOneShotLock", "RawRwSpinLock");

    private static readonly ImmutableHashSet<string> SyncPrefixes = ImmutableHashSet.Create("Atomic", "Interrupt");

    private static readonly ImmutableHashSet<string> MutableCollections = ImmutableHashSet.Create(
        "List", "Dictionary", "HashSet", "Queue", "Stack", "LinkedList", "SortedDictionary", "SortedList", "SortedSet", "PriorityQueue",
        "OrderedDictionary", "StringBuilder", "ArrayList", "Hashtable", "BitArray", "MemoryStream", "Random");

    private static readonly ImmutableHashSet<string> LibrarySynchronisers = ImmutableHashSet.Create(
        "Lock", "Lazy", "ThreadLocal", "AsyncLocal", "SemaphoreSlim", "Semaphore", "Mutex", "ReaderWriterLockSlim", "ManualResetEventSlim",
        "ManualResetEvent", "AutoResetEvent", "CountdownEvent", "Barrier", "ConcurrentDictionary", "ConcurrentQueue", "ConcurrentStack",
        "ConcurrentBag", "BlockingCollection", "Channel", "ConditionalWeakTable");

    /// <summary>
    /// Whether concurrent use of a value of <paramref name="type"/> is safe: the type is marked <c>Hermit.Synchronized</c>,
    /// is a primitive of Hermit.Sync or of the .NET libraries, or is a struct whose every field is synchronising.
    /// </summary>
    public static bool IsSynchronising(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol named)
        {
            return false;
        }

        if (Marks.HasOnTypeOrBase(named, Marks.Synchronized))
        {
            return true;
        }

        if (Marks.IsInNamespace(named, Marks.SyncNamespace) && (SyncTypes.Contains(named.Name) || HasSyncPrefix(named.Name)))
        {
            return true;
        }

        if (LibrarySynchronisers.Contains(named.Name) && Marks.IsUnderNamespace(named, "System"))
        {
            return true;
        }

        return named is { TypeKind: TypeKind.Struct, IsTupleType: false } && IsComposedOfSynchronisers(named);
    }

    /// <summary>The field behind a field or automatic property; null when <paramref name="member"/> has no storage.</summary>
    public static IFieldSymbol? Storage(ISymbol member)
    {
        if (member is IFieldSymbol field)
        {
            return field;
        }

        foreach (ISymbol candidate in member is IPropertySymbol { ContainingType: { } type } ? type.GetMembers() : [])
        {
            if (candidate is IFieldSymbol backing && SymbolEqualityComparer.Default.Equals(backing.AssociatedSymbol, member))
            {
                return backing;
            }
        }

        return null;
    }

    /// <summary>What <paramref name="field"/>, the storage of a static field or property, lets concurrent code do.</summary>
    public static StaticHazard Classify(IFieldSymbol field)
    {
        if (!field.IsStatic || field.IsConst || IsThreadStatic(field) || field.AssociatedSymbol is IEventSymbol)
        {
            return StaticHazard.None;
        }

        if (field.IsImplicitlyDeclared && field.AssociatedSymbol is not IPropertySymbol)
        {
            return StaticHazard.None;
        }

        if (field.IsReadOnly)
        {
            return StaticHazard.None;
        }

        if (!IsSynchronising(field.Type))
        {
            return StaticHazard.Mutable;
        }

        // A lock that can be replaced protects nothing. A struct has to be a variable to be usable, a class does not.
        return field.Type.IsReferenceType ? StaticHazard.Replaceable : StaticHazard.None;
    }

    /// <summary>
    /// Whether a reference that never changes may still lead several threads to the same mutable object. Types whose
    /// fields cannot be seen get the benefit of the doubt.
    /// </summary>
    public static bool IsShareable(ITypeSymbol type) => IsShareable(type, ImmutableHashSet<ITypeSymbol>.Empty.WithComparer(SymbolEqualityComparer.Default));

    private static bool IsShareable(ITypeSymbol type, ImmutableHashSet<ITypeSymbol> seen)
    {
        if (type.SpecialType != SpecialType.None || seen.Contains(type))
        {
            return true;
        }

        if (type is IArrayTypeSymbol array)
        {
            return IsSynchronising(array.ElementType);
        }

        if (type is not INamedTypeSymbol named || named.TypeKind is not (TypeKind.Class or TypeKind.Struct) || IsSynchronising(named))
        {
            return true;
        }

        if (MutableCollections.Contains(named.Name) && Marks.IsUnderNamespace(named, "System"))
        {
            return false;
        }

        if (named.DeclaringSyntaxReferences.IsEmpty)
        {
            return true;
        }

        seen = seen.Add(type);
        for (INamedTypeSymbol? current = named; current is not null && current.SpecialType == SpecialType.None; current = current.BaseType)
        {
            foreach (ISymbol member in current.GetMembers())
            {
                if (member is IFieldSymbol { IsStatic: false } field && !IsShareableField(field, named.TypeKind == TypeKind.Struct, seen))
                {
                    return false;
                }
            }
        }

        return true;
    }

    // The fields of a struct in a readonly variable are readonly with it.
    private static bool IsShareableField(IFieldSymbol field, bool readOnlyOwner, ImmutableHashSet<ITypeSymbol> seen)
    {
        if (IsSynchronising(field.Type))
        {
            return field.IsReadOnly || field.Type.IsValueType;
        }

        return (field.IsReadOnly || readOnlyOwner) && IsShareable(field.Type, seen);
    }

    private static bool IsThreadStatic(IFieldSymbol field)
    {
        foreach (AttributeData attribute in field.GetAttributes())
        {
            if (Marks.IsType(attribute.AttributeClass, "System", "ThreadStaticAttribute"))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsComposedOfSynchronisers(INamedTypeSymbol type)
    {
        if (type.DeclaringSyntaxReferences.IsEmpty || type.SpecialType != SpecialType.None)
        {
            return false;
        }

        bool any = false;
        foreach (ISymbol member in type.GetMembers())
        {
            if (member is IFieldSymbol { IsStatic: false } field)
            {
                any = true;
                if (SymbolEqualityComparer.Default.Equals(field.Type, type) || !IsSynchronising(field.Type))
                {
                    return false;
                }
            }
        }

        return any;
    }

    private static bool HasSyncPrefix(string name)
    {
        foreach (string prefix in SyncPrefixes)
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
