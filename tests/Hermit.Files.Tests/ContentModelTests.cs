using Hermit.Abi;
using Hermit.Memory;

using Xunit;

namespace Hermit.Files.Tests;

public sealed class ContentModelTests
{
    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(4, true)]
    public void Random_reads_writes_and_truncations_agree_with_an_array(int seed, bool fromArchive)
    {
        var random = new Random(seed);
        var machine = new Machine();
        byte[] model = [];
        if (fromArchive)
        {
            model = new byte[30_000];
            random.NextBytes(model);
            machine.Mount(new ArchiveBuilder().Add("f", model).Finish(), out _);
        }

        FileHandle file = machine.Open("f", OpenOptions.Read | OpenOptions.Write | OpenOptions.Create);
        for (int step = 0; step < 8000; step++)
        {
            int position = random.Next(random.Next(10) == 0 ? 3_000_000 : 60_000);
            int length = random.Next(random.Next(2) == 0 ? 50 : 20_000);
            switch (random.Next(10))
            {
                case < 4:
                    byte[] bytes = new byte[length];
                    random.NextBytes(bytes);
                    Assert.Equal(SystemError.None, machine.State.WriteAt(file, position, bytes, out int written));
                    Assert.Equal(length, written);
                    if (length != 0 && position + length > model.Length)
                    {
                        Array.Resize(ref model, position + length);
                    }

                    bytes.CopyTo(model, length == 0 ? 0 : position);
                    break;
                case < 8:
                    byte[] expected = model.Skip(position).Take(length).ToArray();
                    Assert.True(expected.AsSpan().SequenceEqual(machine.ReadAt(file, position, length)));
                    break;
                case < 9:
                    Assert.Equal(SystemError.None, machine.State.Truncate(file, position));
                    Array.Resize(ref model, position);
                    break;
                default:
                    Assert.Equal(SystemError.None, machine.State.Reserve(file, position, length + 1));
                    break;
            }

            Assert.Equal(model.Length, machine.Status("f").Size);
        }

        Assert.True(model.AsSpan().SequenceEqual(machine.ReadFile("f")));
        machine.Unlink("f");
        machine.Close(file);
        Assert.Equal(0ul, machine.State.UsedPages);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public void Memory_that_runs_out_at_any_moment_loses_nothing(int seed)
    {
        var random = new Random(seed);
        var machine = new Machine();
        var model = new Dictionary<string, byte[]>();
        try
        {
            for (int step = 0; step < 3000; step++)
            {
                FrameSource.SetQuota(random.Next(1, 30) * Page.Bytes);
                string name = "/tmp/" + random.Next(20);
                if (random.Next(4) == 0)
                {
                    SystemError error = machine.Unlink(name);
                    Assert.Equal(model.Remove(name) ? SystemError.None : SystemError.NotFound, error);
                    continue;
                }

                if (machine.TryOpen(name, OpenOptions.Write | OpenOptions.Create, out FileHandle file) != SystemError.None)
                {
                    Assert.Equal(model.ContainsKey(name), machine.Exists(name));
                    continue;
                }

                byte[] content = model.GetValueOrDefault(name) ?? [];
                int position = random.Next(40_000);
                byte[] bytes = new byte[random.Next(1, 30_000)];
                random.NextBytes(bytes);
                SystemError written = machine.State.WriteAt(file, position, bytes, out int count);
                Assert.True(written == SystemError.None ? count > 0 : written == SystemError.NoSpace && count == 0);
                if (count > 0 && position + count > content.Length)
                {
                    Array.Resize(ref content, position + count);
                }

                bytes.AsSpan(0, count).CopyTo(content.AsSpan(count == 0 ? 0 : position));
                model[name] = content;
                machine.Close(file);
                string check = model.Keys.ElementAt(random.Next(model.Count));
                FrameSource.SetQuota(0);
                Assert.True(model[check].AsSpan().SequenceEqual(machine.ReadFile(check)));
            }
        }
        finally
        {
            FrameSource.SetQuota(0);
        }

        Assert.All(model, pair => Assert.Equal(pair.Value, machine.ReadFile(pair.Key)));
    }
}
