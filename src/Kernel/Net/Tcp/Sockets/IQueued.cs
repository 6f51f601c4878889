using Hermit.Memory;

namespace Hermit.Net;

/// <summary>Something that stands in a queue and may leave it from the middle.</summary>
internal interface IQueued<T>
    where T : unmanaged
{
    /// <summary>The one behind it.</summary>
    Handle<T> Next { get; set; }

    /// <summary>The one before it.</summary>
    Handle<T> Previous { get; set; }
}
