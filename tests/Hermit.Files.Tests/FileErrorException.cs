using Hermit.Abi;

namespace Hermit.Files.Tests;

/// <summary>An error that the test did not expect.</summary>
internal sealed class FileErrorException(SystemError error) : Exception(error.ToString())
{
    public SystemError Error => error;
}
