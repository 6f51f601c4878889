using System;
using System.Runtime;

using Hermit.Machine;
using Hermit.Memory;
using Hermit.Sync;

namespace Hermit.Platform;

/// <summary>
/// Environment variables (System.Native's pal_environment): the settings <c>env.NAME=value</c> of the configuration. They are copied once, when first
/// asked for, because C wants them ended by zeros. The libraries keep changes to themselves.
/// </summary>
// SAFETY: the exports are called by the .NET libraries alone, with texts that end in a zero.
internal static unsafe class Environment
{
    private static OnceCell<EnvironmentBlock> s_block = default;

    [RuntimeExport("SystemNative_GetEnv")]
    private static byte* GetEnv(byte* name) => Block().Find(Border.Text(name));

    [RuntimeExport("SystemNative_GetEnviron")]
    private static byte** GetEnviron() => Block().Entries;

    [RuntimeExport("SystemNative_FreeEnviron")]
    private static void FreeEnviron(byte** entries)
    {
        // The block lives as long as the machine.
    }

    private static EnvironmentBlock Block() => s_block.GetOrCreate(default(Initializer));

    private readonly struct Initializer : IInitializer<EnvironmentBlock>
    {
        public EnvironmentBlock Create() => EnvironmentBlock.Create(Configuration.BuiltIn);
    }
}
