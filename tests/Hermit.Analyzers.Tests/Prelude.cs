namespace Hermit.Analyzers.Tests;

/// <summary>What the snippets build on: the attributes as a project would declare them, and a lock like those of Hermit.Sync.</summary>
internal static class Prelude
{
    public const string Source = """
        global using System;
        global using System.Runtime.CompilerServices;
        global using System.Runtime.InteropServices;
        global using Hermit;
        global using Hermit.Sync;

        namespace Hermit
        {
            public sealed class RequiresUnsafeAttribute : Attribute;
            public sealed class SynchronizedAttribute : Attribute;
            public sealed class NonCopyableAttribute : Attribute;
            public sealed class GuardAttribute : Attribute;
            public sealed class InterruptHandlerAttribute : Attribute;
            public sealed class InterruptSafeAttribute : Attribute;
            public sealed class NotInterruptSafeAttribute : Attribute;
            public sealed class TrustedAttribute : Attribute;
            [Trusted] public sealed class VouchedForAttribute : Attribute;
            [Trusted] public interface ILock;
            public interface IOrderedLock : ILock;
        }

        namespace Hermit.Sync
        {
            public readonly ref struct SpinMutexGuard<T>
            {
                private readonly ref T _value;
                public SpinMutexGuard(ref T value) { _value = ref value; }
                public bool IsHeld => true;
                public ref T Value => ref _value;
                public void Dispose() { }
            }

            public struct SpinMutex<T>
            {
                private T _value;
                public SpinMutex(T value) { _value = value; }
                [System.Diagnostics.CodeAnalysis.UnscopedRef]
                public SpinMutexGuard<T> Lock() => new(ref _value);
                [System.Diagnostics.CodeAnalysis.UnscopedRef]
                public bool TryLock(out SpinMutexGuard<T> guard) { guard = new(ref _value); return true; }
            }

            public struct InterruptSpinMutex<T>
            {
                private SpinMutex<T> _inner;
                [System.Diagnostics.CodeAnalysis.UnscopedRef]
                public SpinMutexGuard<T> Lock() => _inner.Lock();
            }

            public struct AtomicInt32
            {
                private int _value;
                public void Add(int by) { }
            }

            public sealed class OnceCell<T>;
        }
        """;
}
