namespace Hermit.Explorer.Tests;

/// <summary>A mutex whose waiters block.</summary>
internal interface IBlockingMutex
{
    void Enter();

    void Exit();
}
