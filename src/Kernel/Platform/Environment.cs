using System;

using Hermit.Abi;
using Hermit.Machine;
using Hermit.Sync;

namespace Hermit.Platform;

/// <summary>
/// Environment variables (System.Native's pal_environment): the settings <c>env.NAME=value</c> of the command line and of the image, and for some what
/// a login would give. They are copied once, when first asked for, because C wants them ended by zeros. The libraries keep changes to themselves.
/// </summary>
internal static class Environment
{
    private static OnceCell<EnvironmentBlock> s_block;

    [Export("SystemNative_GetEnv")]
    internal static nuint GetEnv([Text] ReadOnlySpan<byte> name) => Block().Find(name);

    [Export("SystemNative_GetEnviron")]
    internal static nuint GetEnviron() => Block().Address;

    [Export("SystemNative_FreeEnviron")]
    internal static void FreeEnviron(nuint entries)
    {
        // The block lives as long as the machine.
    }

    private static EnvironmentBlock Block() => s_block.GetOrCreate(default(Initializer));

    private readonly struct Initializer : IInitializer<EnvironmentBlock>
    {
        public EnvironmentBlock Create() => EnvironmentBlock.Create(Configuration.FromCommandLine, Configuration.BuiltIn);
    }
}
