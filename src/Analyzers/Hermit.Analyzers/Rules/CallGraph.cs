using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hermit.Analyzers;

/// <summary>Who calls whom in one compilation, and which methods take locks that interrupt handlers must not take.</summary>
internal sealed class CallGraph
{
    private readonly ConcurrentDictionary<IMethodSymbol, Node> _nodes = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentBag<INamedTypeSymbol> _types = [];

    public void AddType(INamedTypeSymbol type) => _types.Add(type);

    public void AddCall(IMethodSymbol caller, IMethodSymbol target, bool spread) =>
        NodeOf(caller).Calls.Add(new Call((target.ReducedFrom ?? target).OriginalDefinition, spread));

    public void AddLock(IMethodSymbol caller, string name, Location location) => NodeOf(caller).Locks.Add(new LockUse(name, location));

    /// <summary>Walks from every handler, breadth first, so that the shortest path to a lock is the one named.</summary>
    public void Report(CompilationAnalysisContext context)
    {
        Queue<(IMethodSymbol Method, string Path)> queue = new();
        HashSet<IMethodSymbol> seen = new(SymbolEqualityComparer.Default);
        foreach (IMethodSymbol handler in Handlers())
        {
            if (seen.Add(handler))
            {
                queue.Enqueue((handler, Name(handler)));
            }
        }

        Lazy<Dictionary<IMethodSymbol, List<IMethodSymbol>>> implementations = new(FindImplementations);
        while (queue.Count > 0)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            (IMethodSymbol method, string path) = queue.Dequeue();
            if (!_nodes.TryGetValue(method, out Node? node))
            {
                continue;
            }

            foreach (LockUse use in node.Locks)
            {
                context.ReportDiagnostic(Diagnostic.Create(Rules.InterruptHandler, use.Location, use.Name, path));
            }

            foreach (Call call in node.Calls)
            {
                Visit(call.Target, path);
                if (call.Spread && implementations.Value.TryGetValue(call.Target, out List<IMethodSymbol>? overrides))
                {
                    overrides.ForEach(target => Visit(target, path));
                }
            }
        }

        void Visit(IMethodSymbol target, string path)
        {
            if (!InterruptHandlerAnalyzer.IsInterruptSafe(target) && seen.Add(target))
            {
                queue.Enqueue((target, $"{path} → {Name(target)}"));
            }
        }
    }

    private Node NodeOf(IMethodSymbol method) => _nodes.GetOrAdd(method.OriginalDefinition, static _ => new Node());

    private IEnumerable<IMethodSymbol> Handlers()
    {
        foreach (IMethodSymbol method in _nodes.Keys)
        {
            if (Marks.Has(method, Marks.InterruptHandler))
            {
                yield return method;
            }
        }
    }

    // An override is reached through every member that it overrides, an implementation through its interface.
    private Dictionary<IMethodSymbol, List<IMethodSymbol>> FindImplementations()
    {
        Dictionary<IMethodSymbol, List<IMethodSymbol>> found = new(SymbolEqualityComparer.Default);
        foreach (INamedTypeSymbol type in _types)
        {
            foreach (IMethodSymbol method in type.GetMembers().OfType<IMethodSymbol>())
            {
                for (IMethodSymbol? overridden = method.OverriddenMethod; overridden is not null; overridden = overridden.OverriddenMethod)
                {
                    Add(overridden, method);
                }
            }

            foreach (INamedTypeSymbol contract in type.TypeKind == TypeKind.Interface ? [] : type.AllInterfaces)
            {
                foreach (IMethodSymbol member in contract.GetMembers().OfType<IMethodSymbol>())
                {
                    if (type.FindImplementationForInterfaceMember(member) is IMethodSymbol implementation)
                    {
                        Add(member, implementation);
                    }
                }
            }
        }

        return found;

        void Add(IMethodSymbol contract, IMethodSymbol implementation)
        {
            if (!found.TryGetValue(contract.OriginalDefinition, out List<IMethodSymbol>? list))
            {
                found.Add(contract.OriginalDefinition, list = []);
            }

            list.Add(implementation.OriginalDefinition);
        }
    }

    private static string Name(IMethodSymbol method) => method.ContainingType is null
        ? method.Name
        : $"{method.ContainingType.Name}.{(method.AssociatedSymbol ?? method).Name}";

    private sealed class Node
    {
        public ConcurrentBag<Call> Calls { get; } = [];

        public ConcurrentBag<LockUse> Locks { get; } = [];
    }

    private readonly struct Call(IMethodSymbol target, bool spread)
    {
        public IMethodSymbol Target { get; } = target;

        public bool Spread { get; } = spread;
    }

    private readonly struct LockUse(string name, Location location)
    {
        public string Name { get; } = name;

        public Location Location { get; } = location;
    }
}
