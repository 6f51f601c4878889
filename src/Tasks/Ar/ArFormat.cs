namespace Hermit.Tasks.Ar;

/// <summary>The layout of an archive (System V gABI chapter 7, "Archive File"; GNU long names).</summary>
internal static class ArFormat
{
    /// <summary>Bytes of a member header: name 16, date 12, user 6, group 6, mode 8, size 10, end mark 2.</summary>
    public const int HeaderSize = 60;

    public const int NameLength = 16;
    public const int SizeOffset = 48;
    public const int SizeLength = 10;
    public const int EndMarkOffset = 58;

    /// <summary>Name of the symbol table member.</summary>
    public const string SymbolTableName = "/";

    /// <summary>Name of the member that holds the names longer than fifteen bytes.</summary>
    public const string LongNamesName = "//";

    /// <summary>The 64-bit symbol table, which no producer of ours makes.</summary>
    public const string SymbolTable64Name = "/SYM64/";

    public static ReadOnlySpan<byte> Magic => "!<arch>\n"u8;

    public static ReadOnlySpan<byte> ThinMagic => "!<thin>\n"u8;

    public static ReadOnlySpan<byte> EndMark => "`\n"u8;
}
