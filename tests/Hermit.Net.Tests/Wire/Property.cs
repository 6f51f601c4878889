using FsCheck;
using FsCheck.Fluent;

namespace Hermit.Net.Tests.Wire;

/// <summary>Properties of random values of the full range, checked by FsCheck.</summary>
internal static class Property
{
    public static void Holds(Func<Values, bool> property)
    {
        Config config = Config.QuickThrowOnFailure.WithMaxTest(500);
        Prop.ForAll(ArbMap.Default.ArbFor<DoNotSize<ulong>>(), ArbMap.Default.ArbFor<byte[]>(), (seed, bytes) => property(new Values(seed.Item, bytes ?? []))).Check(config);
    }
}

/// <summary>Values made from what FsCheck chose.</summary>
internal sealed class Values(ulong seed, byte[] bytes)
{
    private RandomSource _random = RandomSource.FromNumber(seed);

    public byte[] Bytes => bytes;

    public byte Byte() => (byte)_random.NextUInt32();

    public ushort Short() => (ushort)_random.NextUInt32();

    public uint Word() => _random.NextUInt32();

    public ulong Long() => _random.NextUInt64();

    public bool Bool() => (_random.NextUInt32() & 1) != 0;

    public int Below(int bound) => (int)_random.NextBelow((uint)bound);

    public MacAddress Mac() => new(_random.NextUInt64());

    public IpAddress V4() => IpAddress.FromV4(_random.NextUInt32());

    public IpAddress V6() => IpAddress.FromV6(_random.NextUInt64() | 1, _random.NextUInt64());

    public byte[] Noise(int length)
    {
        byte[] noise = new byte[length];
        _random.Fill(noise);
        return noise;
    }
}
