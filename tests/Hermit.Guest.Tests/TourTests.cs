using Hermit.Guest.Tests.Building;
using Hermit.Guest.Tests.Catalog;
using Hermit.Guest.Tests.Reporting;
using Hermit.Guest.Tests.Running;

namespace Hermit.Guest.Tests;

/// <summary>samples/Tour.</summary>
public sealed class TourTests
{
    private static readonly GuestProgram s_tour = GuestProgram.Sample("Tour");

    [Fact]
    public void Whole_tour_prints_what_it_prints_on_Linux() => Compare(memory: 128);

    [Fact]
    public void Churns_a_gigabyte_in_64_MiB() => Compare(memory: 64, "churn");

    [Fact]
    public void Unknown_topic_is_refused()
    {
        RunResult guest = new GuestMachine().Boot(Publisher.Publish(s_tour, Publisher.Guest).Executable, ["no such topic"]);
        Assert.Equal(2, guest.ExitCode);
        Assert.Empty(guest.OutputText);
        Assert.StartsWith("no topic 'no such topic'; there are: generics", guest.ErrorText);
    }

    private static void Compare(int memory, params string[] topics)
    {
        TimeSpan timeout = TimeSpan.FromMinutes(3);
        RunResult host = HostProcess.Run(Publisher.Publish(s_tour, Publisher.Host).Executable, topics, [], new Dictionary<string, string>(), timeout);
        Assert.Equal(0, host.ExitCode);
        Assert.Contains(" topics toured", host.OutputText);
        RunResult guest = new GuestMachine { Memory = memory, Timeout = timeout }.Boot(Publisher.Publish(s_tour, Publisher.Guest).Executable, topics);
        if (Difference.Between(host.Output, guest.Output) is { } difference)
            Assert.Fail($"{difference}\nthe guest's {guest.Tail()}");
        Assert.Equal(0, guest.ExitCode);
        Assert.Empty(guest.ErrorText);
    }
}
