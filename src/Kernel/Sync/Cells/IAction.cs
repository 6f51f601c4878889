namespace Hermit.Sync;

/// <summary>Something to do: a struct, because kernel code has no delegates to pass.</summary>
public interface IAction
{
    /// <summary>Does it.</summary>
    void Invoke();
}
