namespace Tour;

/// <summary>Files and directories, in a place that is removed again.</summary>
internal static class Files
{
    public static void Run()
    {
        DirectoryInfo place = Directory.CreateTempSubdirectory("tour-");
        try
        {
            string file = Path.Combine(place.FullName, "notes.txt");
            File.WriteAllLines(file, ["first", "second"]);
            File.AppendAllText(file, "grüße\n");
            Console.WriteLine($"{string.Join("|", File.ReadAllLines(file))} {new FileInfo(file).Length}");

            using (FileStream stream = File.Open(file, FileMode.Open, FileAccess.ReadWrite))
            {
                stream.Seek(6, SeekOrigin.Begin);
                stream.Write("SECOND"u8);
                stream.SetLength(12);
            }

            Directory.CreateDirectory(Path.Combine(place.FullName, "a/b"));
            File.Move(file, Path.Combine(place.FullName, "a/b/moved.txt"));
            foreach (string path in Directory.EnumerateFileSystemEntries(place.FullName, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
                Console.WriteLine(Path.GetRelativePath(place.FullName, path));
            Console.WriteLine(File.ReadAllText(Path.Combine(place.FullName, "a/b/moved.txt")).Replace('\n', '/'));
            File.ReadAllText(file);
        }
        catch (FileNotFoundException exception)
        {
            Console.WriteLine($"{exception.GetType().Name} {Path.GetFileName(exception.FileName)}");
        }
        finally
        {
            place.Delete(recursive: true);
        }

        Console.WriteLine(Directory.Exists(place.FullName));
    }
}
