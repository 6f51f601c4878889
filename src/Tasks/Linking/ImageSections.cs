namespace Hermit.Tasks.Linking;

/// <summary>Sections that the linker makes for the kernel.</summary>
internal static class ImageSections
{
    /// <summary>Function names for the panic stack.</summary>
    public const string Symbols = ".hermit.symbols";

    /// <summary>The configuration text.</summary>
    public const string Configuration = ".hermit.configuration";

    /// <summary>The initial file system.</summary>
    public const string Files = ".hermit.files";

    /// <summary>
    /// Sections of ilc objects that start-up code looks for by their bounds. A program may lack one, for example because it
    /// has no boxed value types with methods; then the bounds are those of an empty range.
    /// </summary>
    public static readonly string[] Bounded =
        ["__modules", "__managedcode", "__unbox", "__hermit_modules", "__hermit_code", "__hermit_unbox"];
}
