using System.Globalization;
using System.Numerics;

using Xunit;

namespace Hermit.Mathematics.Tests;

/// <summary>Compares our results with the host's and decides between them where they differ.</summary>
internal sealed class Judge(string name, int judged)
{
    private int _compared, _different, _decided, _worst;

    /// <summary>What was found.</summary>
    public string Summary => string.Create(CultureInfo.InvariantCulture, $"{name}: {_different} of {_compared} differ from the host's, by {_worst} at most; {_decided} decided, all for ours");

    /// <summary>Both have to be the same; or ours the nearest to the exact result. Differences of one unit are only decided so many times.</summary>
    public void Compare(double ours, double host, Func<BigFloat> exact, params double[] arguments)
    {
        _compared++;
        if (ours.Equals(host) && (ours != 0 || double.IsNegative(ours) == double.IsNegative(host)))
            return;
        string call = $"{name}({string.Join(", ", arguments.Select(a => a.ToString("R", CultureInfo.InvariantCulture)))})";
        Assert.True(double.IsFinite(ours) && double.IsFinite(host) && Math.Sign(ours) * Math.Sign(host) >= 0, $"{call}: {ours:R}, on the host {host:R}");
        int distance = (int)Math.Min(int.MaxValue, Math.Abs(BitConverter.DoubleToInt64Bits(ours) - BitConverter.DoubleToInt64Bits(host)));
        _different++;
        _worst = Math.Max(_worst, distance);
        if (distance == 1 && _decided >= judged)
            return;
        _decided++;
        BigFloat right = exact();

        // Half of the last place, with what the slow functions may miss.
        int unit = Math.Max(right.Magnitude, -1022) - 52;
        BigInteger millionths = BigFloat.Abs(right - ours).Scale(20 - unit).Round();
        Assert.True(millionths <= (1 << 19) + 1, $"{call}: {ours:R}, on the host {host:R}; ours is off by {(double)millionths / (1 << 20):0.000000} units in the last place");
    }
}
