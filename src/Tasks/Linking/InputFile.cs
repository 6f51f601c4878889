using Hermit.Tasks.Diagnostics;

namespace Hermit.Tasks.Linking;

/// <summary>Reads whole files, with the file system's refusals as diagnostics.</summary>
internal static class InputFile
{
    /// <summary>Returns the bytes of <paramref name="path"/>, or null after an error.</summary>
    public static byte[]? Read(string path, DiagnosticBag diagnostics)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            diagnostics.Error(ErrorCodes.FileUnreadable, $"cannot be read: {e.Message}", path);
            return null;
        }
    }
}
