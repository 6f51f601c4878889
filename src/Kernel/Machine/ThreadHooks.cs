using System.Runtime;
using System.Runtime.CompilerServices;

namespace Hermit.Machine;

/// <summary>Where Context.S goes on in the scheduler.</summary>
public static class ThreadHooks
{
    /// <summary>Says where. Before the first switch.</summary>
    public static void Register<THooks>()
        where THooks : struct, IThreadHooks
    {
        unsafe
        {
            // SAFETY: Context.S's table of three functions without arguments, which it calls as C# expects; static methods stay.
            var table = (delegate*<void>*)LinkerSymbol.Address(&Table);
            table[0] = &THooks.OnStarted;
            table[1] = &THooks.OnReturned;
            table[2] = &THooks.OnPreempted;
        }
    }

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitThreadHooks")]
    private static extern void Table();
}
