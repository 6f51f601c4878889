using System.Text.RegularExpressions;
using Hermit.Guest.Tests.Building;
using Hermit.Guest.Tests.Catalog;
using Hermit.Guest.Tests.Peers;
using Hermit.Guest.Tests.Running;

namespace Hermit.Guest.Tests;

/// <summary>samples/Web as a browser sees it: its page asks for JSON, receives events and an echo through a WebSocket, and its form is posted.</summary>
public sealed class BrowserTests
{
    private const string Echo = "<p id=\"echo\">echo through a WebSocket</p>";

    [PeerFact("chromium")]
    public async Task A_browser_shows_the_page_and_posts_its_form()
    {
        using var guest = new RunningGuest(Publisher.Publish(GuestProgram.Sample("Web"), Publisher.Guest).Executable, Publisher.Machine, 128, 8080, 8081);
        await guest.WaitFor("Application started", TimeSpan.FromSeconds(60));
        string root = $"http://127.0.0.1:{guest.Ports[0]}/";

        // The browser's time stands still while it loads something, but not while a WebSocket is about to answer: on a busy machine the page can be
        // at rest too early.
        string page = Show(root);
        for (int again = 0; again < 5 && !page.Contains(Echo); again++)
            page = Show(root);
        Assert.Contains("Hello, World!", page);
        Assert.Equal(5, Regex.Count(page, "<li>tick [1-5]</li>"));
        Assert.Contains(Echo, page);

        // A page of this computer's that does nothing but post the sample's form, as a click on its button does.
        string form = Path.GetTempFileName() + ".html";
        await File.WriteAllTextAsync(form, $"<form method=post action='{root}form'><input name=text value='from a browser'></form><script>document.forms[0].submit()</script>");
        Assert.Contains("You wrote: from a browser", Show(new Uri(form).AbsoluteUri));
        File.Delete(form);
    }

    // The document as it is once its scripts have come to rest.
    private static string Show(string address)
    {
        string profile = Directory.CreateTempSubdirectory("hermit-browser").FullName;
        RunResult result = ProcessRunner.Run(new RunRequest(
            PeerProgram.Find("chromium")!,
            ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", $"--user-data-dir={profile}", "--timeout=20000", "--virtual-time-budget=15000", "--dump-dom", address])
        {
            WorkingDirectory = profile,
            Timeout = TimeSpan.FromMinutes(2),
        });
        Directory.Delete(profile, recursive: true);
        Assert.True(result.ExitCode == 0, result.Tail());
        return result.OutputText;
    }
}
