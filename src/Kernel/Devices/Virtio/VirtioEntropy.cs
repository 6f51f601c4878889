using System;

using Hermit.Machine;
using Hermit.Memory;
using Hermit.Scheduling;
using Hermit.Sync;

namespace Hermit.Devices;

/// <summary>virtio-rng (virtio 1.2, 5.4): the host's randomness. Asked seldom, so that it is waited for by looking, without interrupts.</summary>
internal readonly struct VirtioEntropy<TTransport> : IEntropyDevice
    where TTransport : struct, IVirtioTransport
{
    private const int RequestBytes = 256;
    private const int QueueSize = 8;
    private const ulong PatienceNanoseconds = 1_000_000_000;

    private static InterruptSpinMutex<State> s_state;

    /// <summary>Starts the device and names it as a source; false when it cannot be used.</summary>
    public static bool TryStart(TTransport transport)
    {
        using (var state = s_state.Lock())
        {
            if (state.Value.IsReady || !state.Value.TryStart(transport))
            {
                return false;
            }
        }

        EntropySource.Register<VirtioEntropy<TTransport>>();
        return true;
    }

    /// <inheritdoc/>
    public static bool TryFill(Span<byte> destination)
    {
        ulong deadline = Clock.MonotonicNanoseconds + PatienceNanoseconds;
        while (!destination.IsEmpty)
        {
            int count;
            using (var state = s_state.Lock())
            {
                if (!state.Value.TryRead(destination, out count))
                {
                    return false;
                }
            }

            destination = destination.Slice(count);
            if (count == 0 && Clock.MonotonicNanoseconds > deadline)
            {
                return false;
            }

            Cpu.Pause();
        }

        return true;
    }

    private struct State
    {
        private TTransport _transport;
        private Virtqueue _queue;
        private DmaBuffer _buffer;

        public bool IsReady { get; private set; }

        public bool TryStart(TTransport transport)
        {
            _transport = transport;
            IsReady = VirtioDevice.TryNegotiate(ref _transport, VirtioFeatures.None, out VirtioFeatures features)
                && DmaBuffer.TryAllocate(RequestBytes, out _buffer)
                && VirtioDevice.TryMakeQueue(ref _transport, 0, QueueSize, features, ref _queue);
            if (IsReady)
            {
                _queue.DisableInterrupt();
                VirtioDevice.Start(ref _transport);
            }

            return IsReady;
        }

        // What has come; asks for more when nothing is on its way. False when the device is of no use any more.
        public bool TryRead(Span<byte> destination, out int count)
        {
            count = 0;
            if (!IsReady)
            {
                return false;
            }

            if (_queue.TryTake(out _, out int written))
            {
                count = Math.Min(written, destination.Length);
                Span<byte> bytes = _buffer.Bytes(0, RequestBytes);
                bytes.Slice(0, count).CopyTo(destination);
                bytes.Clear();
                return true;
            }

            if (_queue.IsBroken)
            {
                IsReady = false;
                VirtioDevice.TryReset(ref _transport);
                SystemConsole.WriteError("hermit: virtio-rng breaks the rules of its queue and is not used any more\n"u8);
                return false;
            }

            if (_queue.Pending == 0)
            {
                // No more than is wanted now: what the host knows of older requests is of no use to anybody.
                ReadOnlySpan<VirtioSegment> request = [VirtioSegment.Write(_buffer, 0, Math.Min(destination.Length, RequestBytes))];
                if (_queue.TryAdd(request, 0) && _queue.ShouldNotify())
                {
                    _transport.Notify(0);
                }
            }

            return true;
        }
    }
}
