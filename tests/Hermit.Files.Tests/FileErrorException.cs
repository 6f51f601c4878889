namespace Hermit.Files.Tests;

/// <summary>An error that the test did not expect.</summary>
internal sealed class FileErrorException(FileError error) : Exception(error.ToString())
{
    public FileError Error => error;
}
