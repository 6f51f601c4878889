namespace Hermit.Sync.Tests;

/// <summary>docs/sync.md tells the truth.</summary>
[Collection("Console")]
public class DocumentationTests
{
    public static TheoryData<string> Names => [.. DocumentationExample.All.Select(example => example.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Example_prints_what_the_document_says(string name)
    {
        DocumentationExample example = DocumentationExample.All.Single(candidate => candidate.Name == name);
        Assert.Equal(example.Output, example.Run());
    }

    [Theory]
    [InlineData("SpinMutex")]
    [InlineData("TicketMutex")]
    [InlineData("OneShotMutex")]
    [InlineData("RwSpinLock")]
    [InlineData("InterruptSpinMutex")]
    [InlineData("InterruptTicketMutex")]
    [InlineData("InterruptOneShotMutex")]
    [InlineData("InterruptRwSpinLock")]
    [InlineData("InterruptRefCell")]
    [InlineData("PerCpu")]
    [InlineData("WithoutInterrupts")]
    [InlineData("OnceCell")]
    [InlineData("InterruptOnceCell")]
    [InlineData("Lazy")]
    [InlineData("InterruptLazy")]
    [InlineData("CallOnce")]
    [InlineData("TakeStatic")]
    [InlineData("LateFunction")]
    [InlineData("Atomics")]
    public void Primitive_has_an_example(string name) => Assert.Contains(DocumentationExample.All, example => example.Name == name);
}
