using System.Runtime;
using System.Runtime.CompilerServices;

using Hermit.Machine;

namespace Hermit.Runtime.Startup;

/// <summary>The way into the program, which the compiler made.</summary>
public static class ProgramEntry
{
    private const int ClassLibraryFunctionCount = 12;

    /// <summary>Makes the program ready to run: checks the CPU, and lets the .NET libraries initialise the modules. Once, on the main thread.</summary>
    // SAFETY: the linker and the compiler define these symbols, with these signatures (NativeAOT bootstrapper of 10.0).
    public static unsafe void Prepare()
    {
        CpuFeatureFlags.Publish();
        nint* modules = (nint*)LinkerSymbol.Address(&ModulesStart);
        int moduleCount = (int)((nint*)LinkerSymbol.Address(&ModulesEnd) - modules);
        InitializeModules(ImageLayout.Image.Start, modules, moduleCount, (nint*)LinkerSymbol.Address(&ClassLibraryFunctions), ClassLibraryFunctionCount);
    }

    /// <summary>Runs the program on the calling thread, once, after <see cref="Prepare"/>; returns its exit code.</summary>
    // SAFETY: the compiler defines the entry, which takes the arguments in this form.
    public static unsafe int Run()
    {
        byte** arguments = ProgramArguments.Create(out int count);
        return Main(count, arguments);
    }

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("InitializeModules")]
    private static extern unsafe void InitializeModules(nuint osModule, nint* modules, int count, nint* classLibraryFunctions, int classLibraryFunctionCount);

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("__managed__Main")]
    private static extern unsafe int Main(int count, byte** arguments);

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("__start___modules")]
    private static extern void ModulesStart();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("__stop___modules")]
    private static extern void ModulesEnd();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitClasslibFunctions")]
    private static extern void ClassLibraryFunctions();
}
