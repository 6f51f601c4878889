using Hermit.Run;

namespace Hermit.Sdk.Tests;

public sealed class CommandWordsTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "\"\"")]
    [InlineData("two words", "\"two words\"")]
    [InlineData("say \"hi\"", "\"say \\\"hi\\\"\"")]
    [InlineData("back\\slash", "\"back\\\\slash\"")]
    [InlineData("tab\tand\nline", "\"tab\tand\nline\"")]
    [InlineData("--", "--")]
    public void Quotes_only_where_needed(string word, string quoted) => Assert.Equal(quoted, CommandWords.Quote(word));

    [Fact]
    public void Splits_what_it_has_quoted()
    {
        string[] words = ["a", "", "b c", "\"", "\\", "\\\"", "d\\e", "  ", "ü", "x=\"y z\""];
        Assert.Equal(words, CommandWords.Split(string.Join("  ", words.Select(CommandWords.Quote))));
    }

    [Fact]
    public void Takes_a_backslash_outside_quotes_as_it_is() => Assert.Equal(["C:\\qemu", "b"], CommandWords.Split("C:\\qemu b"));

    [Fact]
    public void Refuses_an_open_quote() => Assert.Throws<LaunchException>(() => CommandWords.Split("a \"b"));
}
