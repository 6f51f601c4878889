using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Hermit.Tasks.Tests.Support;

/// <summary>Lets the tasks find MSBuild's assemblies in the SDK, as they do in a build.</summary>
internal static class MSBuildAssemblies
{
    [ModuleInitializer]
    internal static void Register() => AssemblyLoadContext.Default.Resolving += Resolve;

    private static Assembly? Resolve(AssemblyLoadContext context, AssemblyName name)
    {
        string path = Path.Combine(Tools.MSBuild, name.Name + ".dll");
        return File.Exists(path) ? context.LoadFromAssemblyPath(path) : null;
    }
}
