namespace Hermit.Tasks.PInvokes;

/// <summary>A method that is implemented in a native library.</summary>
/// <param name="Name">The C# method, <c>Namespace.Type.Method</c>; the public one for generated code.</param>
/// <param name="Library">The library as the attribute names it.</param>
/// <param name="EntryPoint">The function in the library.</param>
/// <param name="Assembly">The file that declares the method.</param>
public sealed record PInvokeMethod(string Name, string Library, string EntryPoint, string Assembly);
