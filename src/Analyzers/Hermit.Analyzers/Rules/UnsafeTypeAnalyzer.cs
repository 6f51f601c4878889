using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hermit.Analyzers;

/// <summary>HRM0016: a type with code is not unsafe as a whole. One that is nothing but fields may be: its pointers do nothing.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnsafeTypeAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.UnsafeType];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSyntaxNodeAction(
            Analyze, SyntaxKind.ClassDeclaration, SyntaxKind.StructDeclaration, SyntaxKind.RecordDeclaration, SyntaxKind.RecordStructDeclaration, SyntaxKind.InterfaceDeclaration);
    }

    private static void Analyze(SyntaxNodeAnalysisContext context)
    {
        TypeDeclarationSyntax type = (TypeDeclarationSyntax)context.Node;
        SyntaxToken modifier = type.Modifiers.FirstOrDefault(token => token.IsKind(SyntaxKind.UnsafeKeyword));
        if (modifier != default && type.Members.Any(member => member is not FieldDeclarationSyntax))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.UnsafeType, modifier.GetLocation(), type.Identifier.ValueText));
        }
    }
}
