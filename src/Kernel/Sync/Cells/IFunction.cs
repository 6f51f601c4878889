namespace Hermit.Sync;

/// <summary>A function that can be named at run time: a static method, because kernel code has no delegates to pass.</summary>
public interface IFunction<TArgument>
    where TArgument : allows ref struct
{
    /// <summary>Does it. What it answers is put into the argument.</summary>
    static abstract void Invoke(ref TArgument argument);
}
