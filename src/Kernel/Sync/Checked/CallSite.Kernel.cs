using System.Runtime.CompilerServices;

namespace Hermit.Sync;

/// <summary>
/// A place in the source. The file name is a string that the compiler froze into the image, so its address serves as well as a reference, and the tables
/// that hold it need no collector's attention.
/// </summary>
internal readonly struct CallSite
{
    private readonly nint _file;

    public CallSite(string file, int line)
    {
        // SAFETY: the kernel has no collector and all its strings are frozen: they neither move nor end.
        unsafe
        {
            // FORGES: a reference is the address of its object.
            _file = Unsafe.As<string, nint>(ref file);
        }

        Line = line;
    }

    /// <summary>The path of the file, as the compiler saw it.</summary>
    public string File
    {
        get
        {
            nint file = _file;
            if (file == 0)
            {
                return "";
            }

            // SAFETY: the constructor took the address from a string.
            unsafe
            {
                // FORGES: the address is that of a string, see the constructor.
                return Unsafe.As<nint, string>(ref file);
            }
        }
    }

    /// <summary>The line, from 1.</summary>
    public int Line { get; }
}
