using Hermit.Guest.Peers;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.FileProviders;

// A service that gives away a large file, that others call by gRPC, and that calls databases on other machines itself.
WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
builder.Services.AddGrpc();
builder.WebHost.ConfigureKestrel(options =>
{
    options.ListenAnyIP(8080, endpoint => endpoint.Protocols = HttpProtocols.Http1);
    options.ListenAnyIP(8081, endpoint => endpoint.Protocols = HttpProtocols.Http2);
});

WebApplication app = builder.Build();
app.UseStaticFiles(new StaticFileOptions { FileProvider = new PhysicalFileProvider(Path.Combine(AppContext.BaseDirectory, "files")), RequestPath = "/files" });
app.MapGrpcService<GreeterService>();
app.MapGet("/redis", (string server) => Answer(() => Databases.UseRedis(server)));
app.MapGet("/postgres", (string connection) => Answer(() => Databases.UsePostgres(connection)));
app.Run();

// What went wrong is the answer as well: the test says what it was.
static async Task<string> Answer(Func<Task<string>> work)
{
    try
    {
        return await work();
    }
    catch (Exception error)
    {
        return error.ToString();
    }
}
