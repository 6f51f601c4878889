using Hermit.Guest.Tests.Building;
using Hermit.Guest.Tests.Catalog;
using Hermit.Guest.Tests.Running;

namespace Hermit.Guest.Tests;

/// <summary>Network cards of every kind that there is a driver for, on the buses and with the interrupts that they come with; the program is samples/Web.</summary>
public sealed class NetworkCardTests
{
    [Theory]
    [InlineData("pc", "virtio-net-pci,vectors=0")] // no messages: the pin interrupts
    [InlineData("q35", "virtio-net-pci,event_idx=off")]
    [InlineData("pc", "rtl8139")]
    [InlineData("q35", "rtl8139")]
    public async Task Serves_with_a_card(string machine, string card)
    {
        using var guest = new RunningGuest(Publisher.Publish(GuestProgram.Sample("Web"), Publisher.Guest).Executable, machine, 128, card, 8080);
        await guest.WaitFor("Application started", TimeSpan.FromSeconds(60));
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{guest.Ports[0]}/"), Timeout = TimeSpan.FromSeconds(60) };
        Assert.StartsWith("{\"message\":\"Hello, World!\"", await client.GetStringAsync("json"));
        using HttpResponseMessage response = await client.PostAsync("upload", new ByteArrayContent(new byte[5_000_000]));
        Assert.Equal("5000000", await response.Content.ReadAsStringAsync());
        string[] greetings = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => client.GetStringAsync("hello")));
        Assert.All(greetings, greeting => Assert.StartsWith("Hello", greeting));
        Assert.DoesNotContain("hermit:", guest.Output);
    }
}
