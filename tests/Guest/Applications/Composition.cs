using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using Autofac;
using Autofac.Core;
using Autofac.Features.Metadata;
using Stateless;
using Stateless.Graph;

namespace Hermit.Guest.Applications;

/// <summary>Autofac's container, System.Reactive's sequences, Stateless's machines.</summary>
internal static class Composition
{
    public static GuestCase[] Cases =>
    [
        new("autofac", Compose),
        new("reactive", React),
        new("reactive-time", ReactInTime),
        new("stateless", Run),
    ];

    private interface IShape
    {
        string Name { get; }
    }

    private enum State
    {
        Off,
        On,
        Bright,
        Broken,
    }

    private enum Trigger
    {
        Press,
        Turn,
        Drop,
    }

    private static void Compose()
    {
        var builder = new ContainerBuilder();
        builder.RegisterType<Circle>().As<IShape>().WithMetadata("corners", 0);
        builder.RegisterType<Square>().As<IShape>().WithMetadata("corners", 4).InstancePerLifetimeScope();
        builder.RegisterInstance("a text");
        builder.Register((IEnumerable<IShape> shapes, string text) => new Drawing(shapes, text)).SingleInstance().OnActivated(e => Console.WriteLine($"activated {e.Instance}"));
        builder.RegisterDecorator<IShape>((_, _, inner) => new Framed(inner));
        using IContainer container = builder.Build();
        Console.WriteLine(ReferenceEquals(container.Resolve<Drawing>(), container.Resolve<Drawing>()));
        using (ILifetimeScope scope = container.BeginLifetimeScope(inner => inner.RegisterType<Circle>().Named<IShape>("mine")))
        {
            Console.WriteLine(scope.ResolveNamed<IShape>("mine").Name);
            Console.WriteLine(scope.Resolve<Lazy<IShape>>().Value.Name);
            foreach (Meta<Func<IShape>> shape in scope.Resolve<IEnumerable<Meta<Func<IShape>>>>())
                Console.WriteLine($"{shape.Metadata["corners"]} {shape.Value().Name}");
        }

        Attempt.PrintMessage("nobody", () => container.Resolve<Version>());
        Console.WriteLine(container.ComponentRegistry.IsRegistered(new TypedService(typeof(IShape))));
    }

    private static void React()
    {
        using var subject = new Subject<int>();
        using IDisposable windows = subject.Where(n => n % 2 == 1).Buffer(3, 2).Subscribe(window => Console.WriteLine($"window {string.Join(' ', window)}"), () => Console.WriteLine("no more windows"));
        using IDisposable groups = subject.GroupBy(n => n % 3).SelectMany(group => group.Sum().Select(sum => (group.Key, sum))).Subscribe(sum => Console.WriteLine(sum));
        using IDisposable failing = subject.Select(n => 12 / (n - 5)).Catch((DivideByZeroException e) => Observable.Return(-1).Do(_ => Console.WriteLine(e.Message))).Subscribe(n => Console.Write($"{n} "), () => Console.WriteLine("caught"));
        foreach (int n in Enumerable.Range(1, 9))
            subject.OnNext(n);
        subject.OnCompleted();
        Console.WriteLine(Observable.Range(1, 5).Scan((a, b) => a * b).Zip(Observable.Repeat("x", 3), (n, x) => x + n).ToList().Wait().Count);
        int tries = 0;
        Console.WriteLine(Observable.Defer(() => ++tries < 3 ? Observable.Throw<int>(new TimeoutException()) : Observable.Return(tries)).Retry(5).Wait());
    }

    private static void ReactInTime()
    {
        Console.WriteLine(Observable.Interval(TimeSpan.FromMilliseconds(2)).Take(5).Sum().Wait());
        Console.WriteLine(Observable.Range(0, 1000).ObserveOn(TaskPoolScheduler.Default).Select(n => n * 2L).SubscribeOn(NewThreadScheduler.Default).Sum().Wait());
        Attempt.Print("never", () => Observable.Never<int>().Timeout(TimeSpan.FromMilliseconds(5)).Wait());
        using var loop = new EventLoopScheduler();
        Console.WriteLine(string.Join(' ', Observable.Generate(1, n => n < 50, n => n * 3, n => n, loop).ToEnumerable()));
    }

    private static void Run()
    {
        var machine = new StateMachine<State, Trigger>(State.Off);
        StateMachine<State, Trigger>.TriggerWithParameters<int> turn = machine.SetTriggerParameters<int>(Trigger.Turn);
        machine.Configure(State.Off).Permit(Trigger.Press, State.On);
        machine.Configure(State.On).Permit(Trigger.Press, State.Off).PermitIf(turn, State.Bright, by => by > 3, "far").OnEntry(t => Console.WriteLine($"{t.Source} -> {t.Destination} by {t.Trigger}")).Permit(Trigger.Drop, State.Broken);
        machine.Configure(State.Bright).SubstateOf(State.On).OnEntryFrom(turn, by => Console.WriteLine($"turned by {by}")).OnExit(() => Console.WriteLine("dim"));
        machine.OnUnhandledTrigger((state, trigger) => Console.WriteLine($"{trigger} does nothing when {state}"));
        machine.Fire(Trigger.Press);
        machine.Fire(turn, 2);
        machine.Fire(turn, 5);
        Console.WriteLine($"{machine.State} {machine.IsInState(State.On)} {string.Join('+', machine.GetPermittedTriggersAsync().GetAwaiter().GetResult().Order())}");
        machine.FireAsync(Trigger.Drop).GetAwaiter().GetResult();
        machine.Fire(Trigger.Press);
        Console.WriteLine(UmlDotGraph.Format(machine.GetInfo()).ReplaceLineEndings("\n"));
    }

    private sealed class Circle : IShape
    {
        public string Name => "circle";
    }

    private sealed class Square : IShape, IDisposable
    {
        public string Name => "square";

        public void Dispose() => Console.WriteLine("square disposed");
    }

    private sealed class Framed(IShape inner) : IShape
    {
        public string Name => $"[{inner.Name}]";
    }

    private sealed class Drawing(IEnumerable<IShape> shapes, string text)
    {
        public override string ToString() => $"{text}: {string.Join(", ", shapes.Select(shape => shape.Name))}";
    }
}
