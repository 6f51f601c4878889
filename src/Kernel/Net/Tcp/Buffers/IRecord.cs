using Hermit.Memory;

namespace Hermit.Net;

/// <summary>A small value that lists are made of.</summary>
internal interface IRecord<T>
    where T : unmanaged
{
    /// <summary>The record after this one.</summary>
    Handle<T> Next { get; set; }
}
