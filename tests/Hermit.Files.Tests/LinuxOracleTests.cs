using System.Runtime.InteropServices;
using System.Text;

using Xunit;

using Hermit.Abi;

namespace Hermit.Files.Tests;

/// <summary>The same random operations here and in a directory of the host: every result, error number and the tree at the end must be equal.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class LinuxOracleTests
{
    // Paths go up by one at most, and links never do: so nothing gets out of the directory around the one that all paths start from.
    private static readonly string[] s_texts = ["a", "b", "c", "d", "a/a", "a/b", "b/a", "b/c", "c/d/e", "a/.", ".", "a/", "b/", "d/", "a/b/", "x/y"];

    private static readonly string[] s_names = ["a", "b", "c", "d", "a/a", "a/b", "b/a", "b/c", "c/d/e", "a/..", "a/.", ".", "b/../c", "a/", "b/", "d/", "a/b/", "x/y"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Random_operations_on_names_give_what_linux_gives(int seed)
    {
        if (!OperatingSystem.IsLinux() || geteuid() != 0)
        {
            // The errors are those of Linux, and those that its superuser gets.
            return;
        }

        string around = Directory.CreateTempSubdirectory("hermit-files-").FullName;
        string root = Directory.CreateDirectory($"{around}/w").FullName;
        try
        {
            var random = new Random(seed);
            var machine = new Machine();
            Assert.Equal(SystemError.None, machine.MakeDirectory("/around"));
            Assert.Equal(SystemError.None, machine.MakeDirectory("/around/w"));
            for (int step = 0; step < 4000; step++)
            {
                string first = s_names[random.Next(s_names.Length)];
                string second = s_names[random.Next(s_names.Length)];
                string text = s_texts[random.Next(s_texts.Length)];
                int operation = random.Next(10);
                int permissions = random.Next(0x200);
                (string name, int expected, int actual) = operation switch
                {
                    0 or 1 => ("mkdir", mkdir($"{root}/{first}", 0x1FF), (int)machine.MakeDirectory($"/around/w/{first}")),
                    2 => ("rmdir", rmdir($"{root}/{first}"), (int)machine.RemoveDirectory($"/around/w/{first}")),
                    3 => ("unlink", unlink($"{root}/{first}"), (int)machine.Unlink($"/around/w/{first}")),
                    4 or 5 => ("rename", rename($"{root}/{first}", $"{root}/{second}"), (int)machine.Rename($"/around/w/{first}", $"/around/w/{second}")),
                    6 => ("link", link($"{root}/{first}", $"{root}/{second}"), (int)machine.MakeLink($"/around/w/{first}", $"/around/w/{second}")),
                    7 => ("symlink", symlink(text, $"{root}/{first}"), (int)machine.MakeSymbolicLink(text, $"/around/w/{first}")),
                    8 => ("chmod", chmod($"{root}/{first}", permissions), (int)machine.State.ChangePermissions(Machine.Bytes($"/around/w/{first}"), permissions)),
                    _ => ("open", Create(root, first, step), Create(machine, first, step)),
                };
                expected = expected < 0 ? Marshal.GetLastPInvokeError() : 0;
                if (expected != actual)
                {
                    Assert.Fail($"step {step}: {name} {first} {second}: Linux {expected}, here {actual}\n{Describe(around)}");
                }
            }

            Assert.Equal(Describe(around), Describe(machine, "/around", ""));
        }
        finally
        {
            Directory.Delete(around, recursive: true);
        }
    }

    private static int Create(string root, string name, int step)
    {
        int file = open($"{root}/{name}", OpenWriteOnly | OpenCreate | (step % 3 == 0 ? OpenExclusive : 0) | (step % 2 == 0 ? OpenTruncate : 0), 0x1B6);
        if (file < 0)
        {
            return -1;
        }

        byte[] text = Encoding.ASCII.GetBytes($"{step}");
        Assert.Equal(text.Length, (int)write(file, text, text.Length));
        close(file);
        return 0;
    }

    private static int Create(Machine machine, string name, int step)
    {
        OpenOptions options = OpenOptions.Write | OpenOptions.Create
            | (step % 3 == 0 ? OpenOptions.Exclusive : 0) | (step % 2 == 0 ? OpenOptions.Truncate : 0);
        SystemError error = machine.TryOpen($"/around/w/{name}", options, out FileHandle file);
        if (error == SystemError.None)
        {
            machine.Write(file, Encoding.ASCII.GetBytes($"{step}"));
            machine.Close(file);
        }

        return (int)error;
    }

    private static string Describe(string root)
    {
        var lines = new List<string>();
        var options = new EnumerationOptions { AttributesToSkip = 0 };
        var paths = new Stack<string>(Directory.EnumerateFileSystemEntries(root, "*", options));
        while (paths.TryPop(out string? path))
        {
            string name = path[(root.Length + 1)..];
            var file = new FileInfo(path);
            lines.Add(file.LinkTarget is not null ? $"{name} -> {file.LinkTarget}"
                : Directory.Exists(path) ? $"{name}/ {(int)File.GetUnixFileMode(path):X}"
                : $"{name} {(int)File.GetUnixFileMode(path):X} {File.ReadAllText(path)}");

            // A link to a directory is not gone into.
            foreach (string below in file.LinkTarget is null && Directory.Exists(path) ? Directory.EnumerateFileSystemEntries(path, "*", options) : [])
            {
                paths.Push(below);
            }
        }

        lines.Sort(StringComparer.Ordinal);
        return string.Join('\n', lines);
    }

    private static string Describe(Machine machine, string root, string prefix)
    {
        var lines = new List<string>();
        Describe(machine, root, prefix, lines);
        lines.Sort(StringComparer.Ordinal);
        return string.Join('\n', lines);
    }

    private static void Describe(Machine machine, string folder, string prefix, List<string> lines)
    {
        foreach (string entry in machine.List(folder))
        {
            string path = $"{folder}/{entry}";
            string name = prefix + entry;
            FileStatus status = machine.Status(path, follow: false);
            switch (status.Kind)
            {
                case FileKind.SymbolicLink:
                    lines.Add($"{name} -> {machine.ReadLink(path)}");
                    break;
                case FileKind.Directory:
                    lines.Add($"{name}/ {status.Permissions:X}");
                    Describe(machine, path, name + "/", lines);
                    break;
                default:
                    lines.Add($"{name} {status.Permissions:X} {machine.ReadText(path)}");
                    break;
            }
        }
    }

    private const int OpenWriteOnly = 1;
    private const int OpenCreate = 0x40;
    private const int OpenExclusive = 0x80;
    private const int OpenTruncate = 0x200;

    [DllImport("libc", SetLastError = true)]
    private static extern int mkdir(string path, int mode);

    [DllImport("libc", SetLastError = true)]
    private static extern int rmdir(string path);

    [DllImport("libc", SetLastError = true)]
    private static extern int unlink(string path);

    [DllImport("libc", SetLastError = true)]
    private static extern int rename(string from, string to);

    [DllImport("libc", SetLastError = true)]
    private static extern int link(string existing, string path);

    [DllImport("libc", SetLastError = true)]
    private static extern int symlink(string text, string path);

    [DllImport("libc", SetLastError = true)]
    private static extern int chmod(string path, int mode);

    [DllImport("libc", SetLastError = true)]
    private static extern int open(string path, int flags, int mode);

    [DllImport("libc", SetLastError = true)]
    private static extern nint write(int file, byte[] bytes, nint count);

    [DllImport("libc")]
    private static extern int close(int file);

    [DllImport("libc")]
    private static extern uint geteuid();
}
