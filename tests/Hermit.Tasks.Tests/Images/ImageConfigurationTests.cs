using Hermit.Tasks.Diagnostics;
using Hermit.Tasks.Images;

namespace Hermit.Tasks.Tests.Images;

public sealed class ImageConfigurationTests
{
    [Fact]
    public void Lines_are_joined_as_they_are()
    {
        var diagnostics = new DiagnosticBag();
        Assert.Equal("memory=64M\nempty=\nx=a=b c\n"u8.ToArray(), ImageConfiguration.Build(["memory=64M", "empty=", "x=a=b c"], diagnostics));
        Assert.Empty(diagnostics);
    }

    [Theory]
    [InlineData("novalue")]
    [InlineData("=x")]
    [InlineData("a b=c")]
    [InlineData("a=b\nc=d")]
    public void A_malformed_line_is_quoted_in_the_error(string line)
    {
        var diagnostics = new DiagnosticBag();
        Assert.Null(ImageConfiguration.Build([line], diagnostics));
        Diagnostic error = Assert.Single(diagnostics);
        Assert.Equal(ErrorCodes.InvalidConfiguration, error.Code);
        Assert.Contains(line, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_repeated_key_is_refused()
    {
        var diagnostics = new DiagnosticBag();
        Assert.Null(ImageConfiguration.Build(["a=1", "a=2"], diagnostics));
        Assert.Contains("twice", Assert.Single(diagnostics).Message, StringComparison.Ordinal);
    }
}
