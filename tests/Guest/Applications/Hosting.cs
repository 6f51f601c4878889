using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Primitives;

namespace Hermit.Guest.Applications;

/// <summary>The generic host: configuration, dependency injection, logging, services in the background.</summary>
internal static class Hosting
{
    public static GuestCase[] Cases =>
    [
        new("host-worker", Work),
        new("host-signal", Interrupt),
        new("configuration-sources", Configure),
        new("configuration-reload", Reload),
        new("service-scopes", Scopes),
    ];

    private static int Work(string[] args)
    {
        HostApplicationBuilder builder = Make(args);
        builder.Services.AddHostedService<Worker>();
        using IHost host = builder.Build();
        // Through the log, whose lines keep their order: it is written by a thread of its own.
        ILogger log = host.Services.GetRequiredService<ILogger<IHost>>();
        host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopped.Register(() => log.LogInformation("Stopped"));
        host.Run();
        return 0;
    }

    private static int Interrupt(string[] args)
    {
        HostApplicationBuilder builder = Make(args);
        using IHost host = builder.Build();
        IHostApplicationLifetime lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
        lifetime.ApplicationStarted.Register(() => Console.WriteLine("started"));
        lifetime.ApplicationStopping.Register(() => Console.WriteLine("stopping"));
        Task run = host.RunAsync();
        lifetime.StopApplication();
        Console.WriteLine($"ended in time: {run.Wait(TimeSpan.FromSeconds(30))}");
        return 0;
    }

    private static int Configure(string[] args)
    {
        HostApplicationBuilder builder = Make(["--Worker:Rounds=7", "--Extra", "from the command line"]);
        Console.WriteLine($"{builder.Environment.EnvironmentName} {builder.Environment.ApplicationName} {builder.Environment.ContentRootPath == AppContext.BaseDirectory.TrimEnd('/')}");
        Console.WriteLine($"{builder.Configuration["Worker:Rounds"]}, {builder.Configuration["Worker:Names:1"]}, {builder.Configuration["Extra"]}, {builder.Configuration["None"] ?? "none"}");
        WorkerOptions options = builder.Configuration.GetSection("Worker").Get<WorkerOptions>()!;
        Console.WriteLine($"{options.Rounds} {string.Join('+', options.Names)}");
        return 0;
    }

    private static void Reload()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        string file = Path.Combine(folder, "settings.json");
        File.WriteAllText(file, """{ "Value": "before" }""");
        IConfigurationRoot configuration = new ConfigurationBuilder().SetBasePath(folder).AddJsonFile("settings.json", optional: false, reloadOnChange: true).Build();
        Console.WriteLine(configuration["Value"]);

        using var changed = new ManualResetEventSlim();
        using IDisposable registration = ChangeToken.OnChange(configuration.GetReloadToken, () =>
        {
            if (configuration["Value"] == "after")
                changed.Set();
        });
        File.WriteAllText(file, """{ "Value": "after" }""");
        Console.WriteLine($"{changed.Wait(TimeSpan.FromSeconds(30))} {configuration["Value"]}");
        ((IDisposable)configuration).Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static void Scopes()
    {
        var services = new ServiceCollection();
        services.AddSingleton<List<string>>();
        services.AddScoped(provider => new Ticket(provider.GetRequiredService<List<string>>()));
        services.AddKeyedTransient("greeting", (_, key) => $"hello from {key}");
        using ServiceProvider provider = services.BuildServiceProvider(validateScopes: true);
        for (int i = 0; i < 2; i++)
        {
            using IServiceScope scope = provider.CreateScope();
            Ticket first = scope.ServiceProvider.GetRequiredService<Ticket>();
            Console.WriteLine(ReferenceEquals(first, scope.ServiceProvider.GetRequiredService<Ticket>()));
        }

        Console.WriteLine(string.Join(", ", provider.GetRequiredService<List<string>>()));
        Console.WriteLine(provider.GetRequiredKeyedService<string>("greeting"));
        Attempt.Print("scoped from the root", () => provider.GetRequiredService<Ticket>());
    }

    private static HostApplicationBuilder Make(string[] args)
    {
        var settings = new HostApplicationBuilderSettings { Args = args, ContentRootPath = AppContext.BaseDirectory.TrimEnd('/'), ApplicationName = "Applications" };
        HostApplicationBuilder builder = Host.CreateApplicationBuilder(settings);
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(options =>
        {
            options.SingleLine = true;
            options.ColorBehavior = LoggerColorBehavior.Disabled;
        });
        builder.Services.Configure<WorkerOptions>(builder.Configuration.GetSection("Worker"));
        return builder;
    }

    private sealed class Ticket(List<string> log) : IDisposable
    {
        public void Dispose() => log.Add($"disposed {log.Count + 1}");
    }
}
