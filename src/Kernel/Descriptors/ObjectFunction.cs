namespace Hermit.Descriptors;

/// <summary>The functions of <see cref="IObjectKind"/>.</summary>
internal enum ObjectFunction : byte
{
    /// <summary><see cref="IObjectKind.TryRead"/>.</summary>
    Read,

    /// <summary><see cref="IObjectKind.TryWrite"/>.</summary>
    Write,

    /// <summary><see cref="IObjectKind.HasRoom"/>.</summary>
    HasRoom,

    /// <summary><see cref="IObjectKind.GetReadiness"/>.</summary>
    GetReadiness,

    /// <summary><see cref="IObjectKind.GetQueue"/>.</summary>
    GetQueue,

    /// <summary><see cref="IObjectKind.Close"/>.</summary>
    Close,
}
