using System.Runtime.InteropServices;

namespace Hermit.Runtime.Modules;

/// <summary>A module as the core library knows it: it reads the first two fields (Internal.Runtime.TypeManagerHandle).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct TypeManager
{
    /// <summary>The operating system's handle of the module: the start of the image.</summary>
    public nuint OsHandle;

    /// <summary>The address of what the compiler says about the module (<see cref="ReadyToRunHeader"/>).</summary>
    public nuint Header;
}
