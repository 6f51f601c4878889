using System;
using System.Numerics;

namespace Hermit.Net;

/// <summary>
/// The curve of CUBIC (RFC 9438, 4): the window as a cubic function of the time since the last reduction, with its plateau where congestion was met
/// before, and the window that Reno would have by now. In whole numbers: bytes and milliseconds.
/// </summary>
internal struct CubicState
{
    // The constant C is 0.4 segments a second cubed; times are capped where the cube of one still fits into 64 bits.
    private const long LongestTime = 100_000;

    // alpha_cubic = 3 (1 - beta) / (1 + beta) with beta = 0.7, in thousandths.
    private const ulong RenoShare = 529;

    private Instant _start;
    private uint _plateau;
    private uint _timeToPlateau;
    private uint _reno;
    private uint _previous;
    private ulong _renoCredit;

    /// <summary>Remembers where congestion was met, and a little less if that was before the last plateau (fast convergence, 4.7).</summary>
    public void OnReduction(uint window)
    {
        _plateau = window < _plateau ? (uint)((ulong)window * 17 / 20) : window;
        _previous = window;
        _start = default;
    }

    /// <summary>Forgets the curve: after a timeout the next congestion avoidance starts at its own window (4.8).</summary>
    public void Restart() => _start = default;

    /// <summary>
    /// The window one round trip from now, and no further than half as much again (4.2); or, if that is more, the one that Reno would have by now (4.3), which
    /// is to be taken at once.
    /// </summary>
    public uint Target(uint window, uint acknowledged, uint segment, Instant now, Duration roundTrip, out bool atOnce)
    {
        if (_start.Nanoseconds == 0)
        {
            Begin(window, segment, now);
        }

        ulong share = _reno < _previous ? RenoShare : 1000;
        _renoCredit += share * acknowledged * segment;
        ulong step = (ulong)window * 1000;
        if (_renoCredit >= step)
        {
            _reno += (uint)(_renoCredit / step);
            _renoCredit %= step;
        }

        long elapsed = (now - _start).Milliseconds;
        atOnce = At(elapsed, segment) < _reno && _reno > window;
        if (atOnce)
        {
            return _reno;
        }

        long ahead = At(elapsed + roundTrip.Milliseconds, segment);
        return (uint)Math.Clamp(ahead, window, (long)window + (window >> 1));
    }

    private void Begin(uint window, uint segment, Instant now)
    {
        _start = now;
        _reno = window;
        _renoCredit = 0;
        if (_plateau <= window)
        {
            _plateau = window;
            _timeToPlateau = 0;
            return;
        }

        // K = cbrt((plateau - window) / C): in segments and seconds, so in milliseconds cubed 2.5 * 10⁹ as many.
        _timeToPlateau = CubeRoot((ulong)(_plateau - window) * 2_500_000_000 / segment);
    }

    private readonly long At(long milliseconds, uint segment)
    {
        long time = Math.Clamp(milliseconds - _timeToPlateau, -LongestTime, LongestTime);
        return _plateau + (time * time * time / 10_000 * segment / 250_000);
    }

    private static uint CubeRoot(ulong value)
    {
        if (value == 0)
        {
            return 0;
        }

        // Newton's method from above: monotonic, ends at the root rounded down.
        ulong root = 1ul << ((BitOperations.Log2(value) / 3) + 1);
        while (true)
        {
            ulong next = ((2 * root) + (value / (root * root))) / 3;
            if (next >= root)
            {
                return (uint)root;
            }

            root = next;
        }
    }
}
