using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Hermit.Analyzers;

/// <summary>A fix that replaces one node by another, found from the place of the diagnostic.</summary>
public abstract class RuleCodeFix : CodeFixProvider
{
    /// <summary>What the light bulb says.</summary>
    protected abstract string Title { get; }

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null)
        {
            return;
        }

        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            SyntaxNode found = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
            if (Fix(found) is { } change)
            {
                Document changed = change.Replacement is null
                    ? context.Document.WithSyntaxRoot(root.RemoveNode(change.Node, SyntaxRemoveOptions.KeepNoTrivia)!)
                    : context.Document.WithSyntaxRoot(root.ReplaceNode(change.Node, change.Replacement));
                context.RegisterCodeFix(CodeAction.Create(Title, _ => Task.FromResult(changed), GetType().Name), diagnostic);
            }
        }
    }

    /// <summary>The node to replace and its replacement (null to remove it), or null when there is nothing mechanical to do.</summary>
    protected abstract (SyntaxNode Node, SyntaxNode? Replacement)? Fix(SyntaxNode found);
}
