using Hermit.Tasks.Objects;
using Hermit.Tasks.Diagnostics;
using Hermit.Tasks.Tests.Support;

namespace Hermit.Tasks.Tests.Objects;

public sealed class ArchiveTests
{
    private static byte[] Object(string symbol)
    {
        var builder = new ObjectBuilder();
        int text = builder.Section(".text", ObjectBuilder.Code, [0xc3]);
        return builder.Local("local_" + symbol, text).Global(symbol, text).Undefined("undefined_" + symbol).ToArray();
    }

    private static byte[] Sample() => Write(
        [
            new ArchiveMember("first.o", Object("first")),
            new ArchiveMember("a-name-of-more-than-fifteen-bytes.o", Object("second")),
            new ArchiveMember("exactly-15-byte", Object("third")),
        ],
        new DiagnosticBag())!;

    private static byte[]? Write(IReadOnlyList<ArchiveMember> members, DiagnosticBag diagnostics)
    {
        var stream = new MemoryStream();
        return ArchiveWriter.Write(members, "lib.a", stream, diagnostics) ? stream.ToArray() : null;
    }

    [Fact]
    public void Reads_what_the_writer_wrote()
    {
        var diagnostics = new DiagnosticBag();
        Archive archive = ArchiveReader.Read(Sample(), "lib.a", diagnostics)!;

        Assert.Empty(diagnostics);
        Assert.Equal(["first.o", "a-name-of-more-than-fifteen-bytes.o", "exactly-15-byte"], archive.Members.Select(member => member.Name));
        Assert.Equal(Object("second"), archive.Members[1].Content.ToArray());
        Assert.Equal(["first", "second", "third"], archive.Symbols.Keys);
        Assert.Equal(archive.Members, archive.Symbols.Values);
    }

    [Fact]
    public void Writing_is_deterministic() => Assert.Equal(Sample(), Sample());

    [Fact]
    public void Every_truncation_is_an_error_or_a_shorter_archive_and_never_an_exception()
    {
        byte[] sample = Sample();
        for (int length = 0; length < sample.Length; length++)
        {
            var diagnostics = new DiagnosticBag();
            Archive? archive = ArchiveReader.Read(sample.AsMemory(0, length), "cut.a", diagnostics);
            Assert.Equal(archive is null, diagnostics.HasErrors);
            // Whole members can be missing at the end; the symbol table, which then points nowhere, tells.
            Assert.True(archive is null || length <= "!<arch>\n".Length || length >= sample.Length - 1, $"cut at {length}");
        }
    }

    [Fact]
    public void Random_damage_never_throws()
    {
        byte[] sample = Sample();
        var random = new Random(7);
        for (int round = 0; round < 20_000; round++)
        {
            byte[] damaged = (byte[])sample.Clone();
            damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            damaged[random.Next(400)] = (byte)random.Next(256);
            var diagnostics = new DiagnosticBag();
            Assert.Equal(ArchiveReader.Read(damaged, "damaged.a", diagnostics) is null, diagnostics.HasErrors);
        }
    }

    [Fact]
    public void A_thin_archive_is_refused_by_name()
    {
        var diagnostics = new DiagnosticBag();
        Assert.Null(ArchiveReader.Read("!<thin>\n"u8.ToArray(), "thin.a", diagnostics));
        Assert.Contains("thin", Assert.Single(diagnostics).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_member_that_is_no_object_is_refused()
    {
        var diagnostics = new DiagnosticBag();
        Assert.Null(Write([new ArchiveMember("readme.txt", "hello"u8.ToArray())], diagnostics));
        Assert.Equal(ErrorCodes.NotAnObject, Assert.Single(diagnostics).Code);
    }

    [RequiresToolsFact("llvm-ar", "llvm-nm")]
    public void Other_tools_read_our_archives_and_we_read_theirs()
    {
        using var folder = new TemporaryFolder();
        string ours = folder.Write("ours.a", Sample());
        Assert.Equal("first.o\na-name-of-more-than-fifteen-bytes.o\nexactly-15-byte\n", Tools.Run("llvm-ar", "t", ours));
        Assert.Contains("second in a-name-of-more-than-fifteen-bytes.o", Tools.Run("llvm-nm", "--print-armap", ours), StringComparison.Ordinal);

        folder.Write("first.o", Object("first"));
        folder.Write("a-name-of-more-than-fifteen-bytes.o", Object("second"));
        Tools.Run("llvm-ar", "rcs", folder["theirs.a"], folder["first.o"], folder["a-name-of-more-than-fifteen-bytes.o"]);
        Archive theirs = ArchiveReader.Read(File.ReadAllBytes(folder["theirs.a"]), "theirs.a", new DiagnosticBag())!;
        Assert.Equal(["first.o", "a-name-of-more-than-fifteen-bytes.o"], theirs.Members.Select(member => member.Name));
        Assert.Same(theirs.Members[1], theirs.Symbols["second"]);
    }
}
