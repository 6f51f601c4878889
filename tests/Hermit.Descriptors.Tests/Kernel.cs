using Hermit.Abi;
using Hermit.Files;

namespace Hermit.Descriptors.Tests;

/// <summary>The one file system and descriptor table of the process; tests that use them run one after the other.</summary>
public sealed class Kernel
{
    public Kernel()
    {
        FileSystem.Initialize(false, 1 << 28, default);
        Assert.Equal(SystemError.None, DescriptorTable.Initialize());
    }
}

[CollectionDefinition(Name)]
public sealed class KernelCollection : ICollectionFixture<Kernel>
{
    public const string Name = "kernel";
}
