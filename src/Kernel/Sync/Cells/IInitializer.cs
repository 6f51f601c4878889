namespace Hermit.Sync;

/// <summary>Makes the value of a cell: a struct, because kernel code has no delegates to pass.</summary>
public interface IInitializer<T>
{
    /// <summary>Makes the value. Called at most once at a time; it must not use the cell that it initialises.</summary>
    T Create();
}
