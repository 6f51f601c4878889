using Hermit.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Hermit.CountUnsafe.Counting;

/// <summary>
/// Counts one file. The walk goes over a flat sequence of nodes rather than recursing, so that no nesting in the input
/// can exhaust the stack.
/// </summary>
internal sealed class FileCounter(SemanticModel model, string shownPath, CancellationToken cancellation)
{
    private readonly Counts _counts = new() { Files = 1 };
    private readonly Dictionary<SyntaxNode, bool> _functions = [];
    private readonly Dictionary<SyntaxNode, bool> _types = [];
    private readonly HashSet<SyntaxNode> _seen = [];
    private SourceText _text = SourceText.From("");
    private bool _mayHavePointers;

    /// <summary>Counts everything in the file.</summary>
    public Counts Count()
    {
        SyntaxNode root = model.SyntaxTree.GetRoot(cancellation);
        _text = model.SyntaxTree.GetText(cancellation);
        _mayHavePointers = UnsafeFinder.MayHavePointers(root);
        foreach (SyntaxNode node in root.DescendantNodes())
        {
            cancellation.ThrowIfCancellationRequested();
            Visit(node);
        }

        CountLines(root);
        foreach ((SyntaxNode function, bool isUnsafe) in _functions)
        {
            if (Declarations.IsFunction(function))
            {
                _counts.Functions = _counts.Functions.With(isUnsafe);
            }
            else
            {
                _counts.Methods = _counts.Methods.With(isUnsafe);
            }
        }

        foreach (bool isUnsafe in _types.Values)
        {
            _counts.Types = _counts.Types.With(isUnsafe);
        }

        return _counts;
    }

    private void Visit(SyntaxNode node)
    {
        (UnsafeKind kind, bool isValue) = Judge(node);
        if (isValue)
        {
            _counts.Expressions = _counts.Expressions with { Safe = _counts.Expressions.Safe + 1 };
        }

        if (Declarations.HasBody(node))
        {
            _functions.TryAdd(node, false);
        }

        if (node is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax)
        {
            _types.TryAdd(node, false);
        }

        if (Declarations.IsDeclaredUnsafe(node, model, cancellation))
        {
            MarkAround(node);
        }

        if (kind != UnsafeKind.None)
        {
            AddUnsafe(node, kind);
        }

        if (node is VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax } or PropertyDeclarationSyntax)
        {
            CheckStatic(node);
        }
    }

    // A name is resolved once, for both answers: what it does, and whether it is a value rather than a type or a namespace.
    private (UnsafeKind Kind, bool IsValue) Judge(SyntaxNode node)
    {
        if (node is SimpleNameSyntax name)
        {
            if (!UnsafeFinder.IsReference(name))
            {
                return (UnsafeKind.None, Declarations.IsValue(name));
            }

            SymbolInfo info = model.GetSymbolInfo(name, cancellation);
            return (UnsafeFinder.ClassifyMember(info), info.Symbol is not INamespaceOrTypeSymbol && Declarations.IsValue(name));
        }

        UnsafeKind kind = _mayHavePointers ? UnsafeFinder.ClassifyPointerUse(node, model, cancellation) : UnsafeKind.None;
        kind = kind == UnsafeKind.None ? UnsafeFinder.ClassifyMemberUse(node, model, cancellation) : kind;
        return (kind, node is ExpressionSyntax expression && Declarations.IsValue(expression));
    }

    private void AddUnsafe(SyntaxNode node, UnsafeKind kind)
    {
        SyntaxNode whole = Declarations.Whole(node);
        if (!_seen.Add(whole))
        {
            return;
        }

        bool counted = whole is ExpressionSyntax;
        _counts.Expressions = new Tally(_counts.Expressions.Safe - (counted ? 1 : 0), _counts.Expressions.Unsafe + 1);
        _counts.Kinds[kind] = _counts.Kinds.GetValueOrDefault(kind) + 1;
        MarkAround(node);
        if (SafetyComments.CoversExpression(node))
        {
            _counts.Documented++;
        }
        else
        {
            _counts.Undocumented.Add(PlaceOf(whole));
        }
    }

    // What contains something unsafe is unsafe: the functions around it up to the member, and the type.
    private void MarkAround(SyntaxNode node)
    {
        for (SyntaxNode? current = node; current is not null; current = current.Parent)
        {
            if (_functions.ContainsKey(current) || Declarations.HasBody(current))
            {
                _functions[current] = true;
            }

            if (current is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax)
            {
                _types[current] = true;
                return;
            }
        }
    }

    private void CheckStatic(SyntaxNode node)
    {
        if (model.GetDeclaredSymbol(node, cancellation) is { IsStatic: true } member && Synchronisation.Storage(member) is { } field
            && Synchronisation.Classify(field) != StaticHazard.None)
        {
            _counts.MutableStatics.Add(PlaceOf(node) with { What = member.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat) });
        }
    }

    private void CountLines(SyntaxNode root)
    {
        _counts.Lines = _text.Lines.Count - (_text.Lines[^1].Span.IsEmpty ? 1 : 0);
        int last = -1;
        foreach (SyntaxToken token in root.DescendantTokens())
        {
            if (token.Span.IsEmpty)
            {
                continue;
            }

            int start = _text.Lines.IndexOf(token.Span.Start);
            int end = _text.Lines.IndexOf(token.Span.End - 1);
            _counts.CodeLines += Math.Max(0, end - Math.Max(last, start - 1));
            last = Math.Max(last, end);
        }
    }

    private Place PlaceOf(SyntaxNode node)
    {
        string code = node switch
        {
            FixedStatementSyntax { Declaration: { } declaration } => $"fixed ({declaration})",
            TypeDeclarationSyntax type => type.Identifier.Text,
            _ => node.ToString(),
        };
        int end = code.AsSpan().IndexOfAny('\r', '\n');
        code = end < 0 ? code : code[..end] + " …";
        return new Place(shownPath, _text.Lines.IndexOf(node.SpanStart) + 1, code.Length <= 100 ? code : code[..99] + "…");
    }
}
