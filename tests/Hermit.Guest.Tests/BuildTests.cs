using Hermit.Guest.Tests.Building;
using Hermit.Guest.Tests.Catalog;

namespace Hermit.Guest.Tests;

/// <summary>What publishing a program says.</summary>
public sealed class BuildTests
{
    [Fact]
    public void Import_from_a_missing_library_is_a_warning_that_names_the_method()
    {
        PublishedProgram program = Publisher.Publish(GuestProgram.Named("MissingLibrary"), Publisher.Guest);
        Assert.Contains("warning HERMIT1031", program.Log);
        Assert.Contains("NativeMethods.Frobnicate", program.Log);
        Assert.Contains("no_such_library", program.Log);
    }

    [Theory]
    [InlineData("Hello")]
    [InlineData("Libraries")]
    public void Ordinary_program_publishes_without_a_word(string name)
    {
        Assert.Empty(Publisher.Publish(GuestProgram.Named(name), Publisher.Guest).Log);
        Assert.Empty(Publisher.Publish(GuestProgram.Named(name), Publisher.Host).Log);
    }

    // The program's part is two thirds; of the kernel it holds what it reaches (docs/linker.md).
    [Fact]
    public void Hello_image_does_not_grow()
    {
        long image = new FileInfo(Publisher.Publish(GuestProgram.Named("Hello"), Publisher.Guest).Executable).Length;
        Assert.InRange(image, 1, 1_220_000);
    }
}
