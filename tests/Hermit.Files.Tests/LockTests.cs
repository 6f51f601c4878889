using Xunit;

using Hermit.Abi;

namespace Hermit.Files.Tests;

public sealed class LockTests
{
    [Fact]
    public void An_exclusive_lock_keeps_other_descriptions_out_until_it_goes()
    {
        var machine = new Machine();
        machine.WriteFile("/tmp/f", "x");
        FileHandle a = machine.Open("/tmp/f");
        FileHandle b = machine.Open("/tmp/f");
        Assert.Equal(SystemError.None, machine.State.Lock(a, LockKind.Exclusive));
        Assert.Equal(SystemError.WouldBlock, machine.State.Lock(b, LockKind.Exclusive));
        Assert.Equal(SystemError.WouldBlock, machine.State.Lock(b, LockKind.Shared));
        Assert.Equal(SystemError.None, machine.State.Lock(a, LockKind.Exclusive));
        Assert.Equal(SystemError.None, machine.State.Lock(b, LockKind.None));
        Assert.Equal(SystemError.None, machine.State.Lock(a, LockKind.None));
        Assert.Equal(SystemError.None, machine.State.Lock(b, LockKind.Exclusive));
    }

    [Fact]
    public void Shared_locks_share_and_the_last_one_can_become_exclusive()
    {
        var machine = new Machine();
        machine.WriteFile("/tmp/f", "x");
        FileHandle a = machine.Open("/tmp/f");
        FileHandle b = machine.Open("/tmp/f");
        Assert.Equal(SystemError.None, machine.State.Lock(a, LockKind.Shared));
        Assert.Equal(SystemError.None, machine.State.Lock(b, LockKind.Shared));
        Assert.Equal(SystemError.WouldBlock, machine.State.Lock(a, LockKind.Exclusive));
        machine.Close(b);
        Assert.Equal(SystemError.None, machine.State.Lock(a, LockKind.Exclusive));
        FileHandle c = machine.Open("/tmp/f");
        Assert.Equal(SystemError.WouldBlock, machine.State.Lock(c, LockKind.Shared));
    }

    [Fact]
    public void A_lock_goes_with_its_file_when_that_is_closed()
    {
        var machine = new Machine();
        machine.WriteFile("/tmp/f", "x");
        FileHandle a = machine.Open("/tmp/f");
        Assert.Equal(SystemError.None, machine.State.Lock(a, LockKind.Exclusive));
        FileHandle b = machine.Open("/tmp/f");
        Assert.Equal(SystemError.WouldBlock, machine.State.Lock(b, LockKind.Shared));
        Assert.Equal(SystemError.None, machine.State.Close(a, out bool unlocked));
        Assert.True(unlocked);
        Assert.Equal(SystemError.None, machine.State.Lock(b, LockKind.Shared));
    }
}
