using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hermit.Analyzers;

/// <summary>HRM0009: unsafe code says in a SAFETY comment why it is right.</summary>
/// <remarks>
/// An unsafe block carries the comment itself. An <c>unsafe</c> member or type needs it where it does something unsafe: a
/// modifier that only allows a pointer in the signature proves nothing and needs no proof. A comment on the type covers none of its members.
/// </remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SafetyCommentAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.MissingSafety];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSyntaxNodeAction(AnalyzeBlock, SyntaxKind.UnsafeStatement);
        context.RegisterSyntaxNodeAction(AnalyzeAttribute, SyntaxKind.Attribute);
        context.RegisterSyntaxNodeAction(
            AnalyzeMember,
            SyntaxKind.MethodDeclaration, SyntaxKind.ConstructorDeclaration, SyntaxKind.DestructorDeclaration, SyntaxKind.OperatorDeclaration,
            SyntaxKind.ConversionOperatorDeclaration, SyntaxKind.PropertyDeclaration, SyntaxKind.IndexerDeclaration, SyntaxKind.EventDeclaration,
            SyntaxKind.FieldDeclaration, SyntaxKind.LocalFunctionStatement);
    }

    private static void AnalyzeBlock(SyntaxNodeAnalysisContext context)
    {
        UnsafeStatementSyntax statement = (UnsafeStatementSyntax)context.Node;
        if (!SafetyComments.IsDocumented(statement))
        {
            Report(context, statement.UnsafeKeyword, "The unsafe block");
        }
    }

    private static void AnalyzeAttribute(SyntaxNodeAnalysisContext context)
    {
        AttributeSyntax attribute = (AttributeSyntax)context.Node;
        if (UnsafeFinder.Classify(attribute, context.SemanticModel, context.CancellationToken) == UnsafeKind.SkipLocalsInit
            && attribute.Parent?.Parent is { } owner && !SafetyComments.IsDocumented(owner))
        {
            Report(context, attribute.GetFirstToken(), "SkipLocalsInit");
        }
    }

    private static void AnalyzeMember(SyntaxNodeAnalysisContext context)
    {
        SyntaxNode member = context.Node;
        if (!UnsafeContext.Contains(member) || IsInsideBlock(member))
        {
            return;
        }

        // Unsafe blocks and local functions within are reported on their own.
        foreach (SyntaxNode node in member.DescendantNodes(
            node => node == member || node is not (UnsafeStatementSyntax or LocalFunctionStatementSyntax or AttributeListSyntax)))
        {
            if (NeedsProof(UnsafeFinder.Classify(node, context.SemanticModel, context.CancellationToken)) && !SafetyComments.CoversExpression(node))
            {
                SyntaxNode use = Whole(node);
                context.ReportDiagnostic(Diagnostic.Create(Rules.MissingSafety, Place(use), $"'{Shorten(use)}' in unsafe {Describe(member)}"));
                return;
            }
        }
    }

    // To make a pointer, or to move it, harms nothing; to use it does.
    private static bool NeedsProof(UnsafeKind kind) => kind is not (UnsafeKind.None or UnsafeKind.PointerConversion or UnsafeKind.AddressOf
        or UnsafeKind.MethodAddress or UnsafeKind.PointerArithmetic or UnsafeKind.Fixed);

    // The name of a member stands for its use.
    private static SyntaxNode Whole(SyntaxNode node)
    {
        while (node is SimpleNameSyntax or MemberAccessExpressionSyntax
            && ((node.Parent is MemberAccessExpressionSyntax access && access.Name == node)
                || (node.Parent is InvocationExpressionSyntax call && call.Expression == node)))
        {
            node = node.Parent;
        }

        return node;
    }

    private static bool IsInsideBlock(SyntaxNode member) => UnsafeContext.Find(member) is UnsafeStatementSyntax;

    private static Location Place(SyntaxNode node) => node is StatementSyntax ? node.GetFirstToken().GetLocation() : node.GetLocation();

    private static string Shorten(SyntaxNode node)
    {
        string text = node is FixedStatementSyntax @fixed ? $"fixed ({@fixed.Declaration})" : node.ToString();
        int end = text.IndexOfAny(['\r', '\n']);
        text = end < 0 ? text : text.Substring(0, end);
        return text.Length <= 60 ? text : text.Substring(0, 57) + "…";
    }

    private static string Describe(SyntaxNode member) => member switch
    {
        MethodDeclarationSyntax method => $"method '{method.Identifier.ValueText}'",
        LocalFunctionStatementSyntax function => $"function '{function.Identifier.ValueText}'",
        PropertyDeclarationSyntax property => $"property '{property.Identifier.ValueText}'",
        ConstructorDeclarationSyntax constructor => $"constructor '{constructor.Identifier.ValueText}'",
        FieldDeclarationSyntax field => $"field '{field.Declaration.Variables[0].Identifier.ValueText}'",
        _ => "member",
    };

    private static void Report(SyntaxNodeAnalysisContext context, SyntaxToken token, string what) =>
        context.ReportDiagnostic(Diagnostic.Create(Rules.MissingSafety, token.GetLocation(), what));
}
