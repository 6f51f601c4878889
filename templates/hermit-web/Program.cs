WebApplication app = WebApplication.CreateSlimBuilder(args).Build();

app.MapGet("/", () => "Hello from a machine that runs nothing but this program!");

app.Run();
