using System.Runtime;

namespace Hermit.Runtime.Environment;

/// <summary>
/// Events of the runtime itself (provider Microsoft-Windows-DotNETRuntime), which the core library passes to whoever traces the process from outside.
/// Nobody can: there is no EventPipe. Their arguments are not declared, since they are not read; the caller cleans up.
/// </summary>
internal static class RuntimeEvents
{
    [RuntimeExport("NativeRuntimeEventSource_LogContentionLockCreated")]
    private static void LogContentionLockCreated()
    {
    }

    [RuntimeExport("NativeRuntimeEventSource_LogContentionStart")]
    private static void LogContentionStart()
    {
    }

    [RuntimeExport("NativeRuntimeEventSource_LogContentionStop")]
    private static void LogContentionStop()
    {
    }

    [RuntimeExport("NativeRuntimeEventSource_LogThreadPoolIODequeue")]
    private static void LogThreadPoolIODequeue()
    {
    }

    [RuntimeExport("NativeRuntimeEventSource_LogThreadPoolIOEnqueue")]
    private static void LogThreadPoolIOEnqueue()
    {
    }

    [RuntimeExport("NativeRuntimeEventSource_LogThreadPoolIOPack")]
    private static void LogThreadPoolIOPack()
    {
    }

    [RuntimeExport("NativeRuntimeEventSource_LogThreadPoolMinMaxThreads")]
    private static void LogThreadPoolMinMaxThreads()
    {
    }

    [RuntimeExport("NativeRuntimeEventSource_LogThreadPoolWorkerThreadAdjustmentAdjustment")]
    private static void LogThreadPoolWorkerThreadAdjustmentAdjustment()
    {
    }

    [RuntimeExport("NativeRuntimeEventSource_LogThreadPoolWorkerThreadAdjustmentSample")]
    private static void LogThreadPoolWorkerThreadAdjustmentSample()
    {
    }

    [RuntimeExport("NativeRuntimeEventSource_LogThreadPoolWorkerThreadAdjustmentStats")]
    private static void LogThreadPoolWorkerThreadAdjustmentStats()
    {
    }

    [RuntimeExport("NativeRuntimeEventSource_LogThreadPoolWorkerThreadStart")]
    private static void LogThreadPoolWorkerThreadStart()
    {
    }

    [RuntimeExport("NativeRuntimeEventSource_LogThreadPoolWorkerThreadStop")]
    private static void LogThreadPoolWorkerThreadStop()
    {
    }

    [RuntimeExport("NativeRuntimeEventSource_LogThreadPoolWorkerThreadWait")]
    private static void LogThreadPoolWorkerThreadWait()
    {
    }

    [RuntimeExport("NativeRuntimeEventSource_LogThreadPoolWorkingThreadCount")]
    private static void LogThreadPoolWorkingThreadCount()
    {
    }

    [RuntimeExport("NativeRuntimeEventSource_LogWaitHandleWaitStart")]
    private static void LogWaitHandleWaitStart()
    {
    }

    [RuntimeExport("NativeRuntimeEventSource_LogWaitHandleWaitStop")]
    private static void LogWaitHandleWaitStop()
    {
    }

    [RuntimeExport("NativeRuntimeEventSource_LogExceptionThrown")]
    private static void LogExceptionThrown()
    {
    }
}
