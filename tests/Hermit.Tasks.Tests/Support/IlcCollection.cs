namespace Hermit.Tasks.Tests.Support;

/// <summary>Tests in this collection share the objects that ilc made.</summary>
[CollectionDefinition(Name)]
public sealed class IlcCollection : ICollectionFixture<IlcObjects>
{
    public const string Name = "ilc";
}
