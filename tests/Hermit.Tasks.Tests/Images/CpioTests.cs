using System.Text;
using Hermit.Tasks.Diagnostics;
using Hermit.Tasks.Images;
using Hermit.Tasks.Tests.Support;

namespace Hermit.Tasks.Tests.Images;

public sealed class CpioTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private byte[] Pack(params (string, string)[] files)
    {
        var diagnostics = new DiagnosticBag();
        byte[]? archive = InitialFileSystem.Pack(files, diagnostics);
        Assert.Empty(diagnostics);
        return archive!;
    }

    private static List<(string Name, uint Mode, string Content)> Decode(byte[] archive)
    {
        var entries = new List<(string, uint, string)>();
        for (int offset = 0; ;)
        {
            uint Field(int index) => Convert.ToUInt32(Encoding.ASCII.GetString(archive, offset + 6 + 8 * index, 8), 16);
            Assert.Equal("070701", Encoding.ASCII.GetString(archive, offset, 6));
            (uint mode, int size, int nameSize) = (Field(1), (int)Field(6), (int)Field(11));
            string name = Encoding.UTF8.GetString(archive, offset + 110, nameSize - 1);
            int content = (offset + 110 + nameSize + 3) & ~3;
            if (name == "TRAILER!!!")
                return entries;
            entries.Add((name, mode, Encoding.UTF8.GetString(archive, content, size)));
            offset = (content + size + 3) & ~3;
        }
    }

    [Fact]
    public void Files_are_sorted_and_come_after_their_folders()
    {
        string one = _folder.Write("one", "1");
        string two = _folder.Write("two", "two!");
        Assert.Equal(
            [("/a", 0x41edu, ""), ("/a/ä.txt", 0x81a4u, "1"), ("a", 0x41edu, ""), ("a/b", 0x41edu, ""), ("a/b/two.txt", 0x81a4u, "two!"), ("z.txt", 0x81a4u, "1")],
            Decode(Pack(("z.txt", one), ("/a/./ä.txt", one), ("a\\b\\two.txt", two))));
    }

    [Fact]
    public void The_order_of_the_items_does_not_change_the_bytes()
    {
        string one = _folder.Write("one", "1");
        Assert.Equal(Pack(("a", one), ("b", one)), Pack(("b", one), ("a", one)));
    }

    [Fact]
    public void No_files_make_no_archive() => Assert.Empty(Pack());

    [Theory]
    [InlineData("../outside")]
    [InlineData("a/../../b")]
    [InlineData("/")]
    [InlineData("")]
    [InlineData("C:/x")]
    public void A_path_that_leaves_the_image_is_refused(string target)
    {
        var diagnostics = new DiagnosticBag();
        Assert.Null(InitialFileSystem.Pack([(target, _folder.Write("one", "1"))], diagnostics));
        Assert.Equal(ErrorCodes.InvalidInitialFile, Assert.Single(diagnostics).Code);
    }

    [Theory]
    [InlineData("same", "./same")]
    [InlineData("folder", "folder/file")]
    public void Paths_that_clash_are_refused(string first, string second)
    {
        string one = _folder.Write("one", "1");
        var diagnostics = new DiagnosticBag();
        Assert.Null(InitialFileSystem.Pack([(first, one), (second, one)], diagnostics));
        Assert.Equal(ErrorCodes.InvalidInitialFile, Assert.Single(diagnostics).Code);
    }
}
