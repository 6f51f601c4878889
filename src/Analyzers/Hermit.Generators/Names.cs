namespace Hermit.Generators;

/// <summary>The types of <c>Hermit.Abi</c> that the generator knows, by full name.</summary>
internal static class Names
{
    /// <summary>On an assembly: holds the border of a library.</summary>
    public const string BorderOf = "Hermit.Abi.BorderOfAttribute";

    /// <summary>On a method: compiled code calls it.</summary>
    public const string Export = "Hermit.Abi.ExportAttribute";

    /// <summary>On a span: a text that ends in a zero.</summary>
    public const string Text = "Hermit.Abi.TextAttribute";

    /// <summary>On a span: how many elements it has.</summary>
    public const string Length = "Hermit.Abi.LengthAttribute";

    /// <summary>On a parameter: null, or a length of none, stands for nothing.</summary>
    public const string Optional = "Hermit.Abi.OptionalAttribute";

    /// <summary>On a result: true gives back an argument, false null.</summary>
    public const string ReturnsArgument = "Hermit.Abi.ReturnsArgumentAttribute";

    /// <summary>On a result: the text is copied to memory that the caller frees.</summary>
    public const string Allocated = "Hermit.Abi.AllocatedAttribute";

    /// <summary>On a type: made from a pointer of the program's.</summary>
    public const string FromProgram = "Hermit.Abi.FromProgramAttribute";

    /// <summary>The error numbers.</summary>
    public const string SystemError = "Hermit.Abi.SystemError";
}
