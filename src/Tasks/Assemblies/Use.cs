namespace Hermit.Tasks.Assemblies;

/// <summary>A place in source code that names a member or a type.</summary>
/// <param name="Type">The type with its namespace; outer types before nested ones, with a dot.</param>
/// <param name="Member">The member, or empty when the type itself is named.</param>
/// <param name="File">The source file.</param>
/// <param name="Line">The line in it, from 1.</param>
internal sealed record Use(string Type, string Member, string File, int Line);
