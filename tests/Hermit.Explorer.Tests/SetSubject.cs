using Hermit.Scheduling;

namespace Hermit.Explorer.Tests;

/// <summary>Work that sets the event which is the machine's subject.</summary>
internal readonly struct SetSubject : IDeferredWork
{
    public static void Run(nuint argument) => ((Event)SimulatedMachine.Running.Subject!).Set();
}
