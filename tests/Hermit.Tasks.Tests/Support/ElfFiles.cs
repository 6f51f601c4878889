using LibObjectFile.Elf;

namespace Hermit.Tasks.Tests.Support;

/// <summary>Files as bytes, sections and symbols by name.</summary>
internal static class ElfFiles
{
    /// <summary>The bytes of <paramref name="file"/>, which LibObjectFile finds sound.</summary>
    public static byte[] ToArray(this ElfFile file)
    {
        var stream = new MemoryStream();
        file.Write(stream);
        return stream.ToArray();
    }

    extension(ElfFile file)
    {
        /// <summary>The symbols of a file that was read, by index, the null symbol first.</summary>
        public List<ElfSymbol> Symbols => Hermit.Tasks.Objects.Symbols.Decode(file);
    }

    public static ElfSection Section(this ElfFile file, string name) => file.Sections.Single(section => section.Name.Value == name);
}
