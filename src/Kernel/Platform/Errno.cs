using Hermit.Abi;

namespace Hermit.Platform;

/// <summary>What C functions return: a result, or -1 with the error number of the calling thread set.</summary>
internal static class Errno
{
    /// <summary>The libraries' own number of an error, which some functions return; 0 for success.</summary>
    public static int Portable(SystemError error) => ErrorNumbers.ToPortable((int)error);

    /// <summary>0 for success, else -1.</summary>
    public static int Result(SystemError error) => Result(error, 0);

    /// <summary>A result for success, else -1.</summary>
    public static int Result(SystemError error, int success) => error == SystemError.None ? success : Fail(error);

    /// <summary>Sets the number and returns -1.</summary>
    public static int Fail(SystemError error)
    {
        CurrentThread.Error = error;
        return -1;
    }

    /// <summary>Sets the number and returns what stands for failure where that is not -1.</summary>
    public static T Fail<T>(SystemError error, T result)
    {
        CurrentThread.Error = error;
        return result;
    }
}
