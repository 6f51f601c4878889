using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using System.Diagnostics.Tracing;

namespace Hermit.Guest.Language;

/// <summary>What a program tells about itself: activities, meters, diagnostic and event sources, traces, switches.</summary>
[UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Payloads are strings and numbers.")]
internal static class Diagnostics
{
    public static GuestCase[] Cases =>
    [
        new("diagnostics-activities", Activities),
        new("diagnostics-activity-flow", () => ActivityFlow().GetAwaiter().GetResult()),
        new("diagnostics-activity-ids", ActivityIds),
        new("diagnostics-counters", Counters),
        new("diagnostics-observed", Observed),
        new("diagnostics-histograms", Histograms),
        new("diagnostics-listener", Listener),
        new("diagnostics-event-source", Events),
        new("diagnostics-trace", Traces),
        new("diagnostics-stopwatch", Watches),
        new("diagnostics-context-switches", Switches),
    ];

    private static void Activities()
    {
        using var source = new ActivitySource("cases", "1.0");
        Console.WriteLine(source.StartActivity("nobody listens") is null);
        using var listener = new ActivityListener
        {
            ShouldListenTo = candidate => candidate.Name == "cases",
            Sample = (ref ActivityCreationOptions<ActivityContext> options) => options.Name == "skipped" ? ActivitySamplingResult.None : ActivitySamplingResult.AllDataAndRecorded,
            ActivityStarted = activity => Console.WriteLine($"start {activity.OperationName}"),
            ActivityStopped = activity => Console.WriteLine($"stop {activity.OperationName} {activity.Status} {string.Join(" ", activity.Tags)} {activity.Events.Count()}"),
        };
        ActivitySource.AddActivityListener(listener);
        using (Activity? outer = source.StartActivity("outer", ActivityKind.Server))
        {
            outer!.SetTag("key", "value").AddBaggage("carried", "along").AddEvent(new ActivityEvent("happened"));
            using Activity? inner = source.StartActivity("inner");
            Console.WriteLine($"{inner!.Parent == outer} {inner.ParentSpanId == outer.SpanId} {inner.TraceId == outer.TraceId} {inner.GetBaggageItem("carried")} {inner.Kind} {outer.Kind} {inner.Recorded}");
            inner.SetStatus(ActivityStatusCode.Error, "reason");
            Console.WriteLine(source.StartActivity("skipped") is null);
        }

        Console.WriteLine(Activity.Current is null);
    }

    private static async Task ActivityFlow()
    {
        using Activity root = new Activity("root").Start();
        Task<string> other = Task.Run(async () =>
        {
            using Activity child = new Activity("child").Start();
            await Task.Yield();
            return Activity.Current!.OperationName + Activity.Current.Parent!.OperationName;
        });
        Console.WriteLine(await other);
        Console.WriteLine(Activity.Current!.OperationName);
        root.Stop();
        Console.WriteLine($"{Activity.Current is null} {root.Duration >= TimeSpan.Zero} {root.IsStopped}");
    }

    private static void ActivityIds()
    {
        var context = ActivityContext.Parse("00-0123456789abcdef0123456789abcdef-0123456789abcdef-01", "state=1");
        Console.WriteLine($"{context.TraceId} {context.SpanId} {context.TraceFlags} {context.TraceState}");
        Console.WriteLine(ActivityContext.TryParse("00-bad", null, out _));
        Activity activity = new Activity("named").SetParentId(context.TraceId, context.SpanId, context.TraceFlags).Start();
        Console.WriteLine($"{activity.TraceId} {activity.ParentId} {activity.IdFormat} {activity.Id!.Length}");
        activity.Stop();
        Console.WriteLine(ActivityTraceId.CreateRandom() != ActivityTraceId.CreateRandom());
        Attempt.Print("bad id", () => ActivityTraceId.CreateFromString("xyz"));
    }

    private static void Counters()
    {
        using var meter = new Meter("cases", "2.0");
        Counter<int> counter = meter.CreateCounter<int>("requests", "{request}", "how many");
        UpDownCounter<long> level = meter.CreateUpDownCounter<long>("level");
        Console.WriteLine(counter.Enabled);
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name != "cases")
                return;
            Console.WriteLine($"published {instrument.Name} {instrument.Unit} {instrument.Description}");
            self.EnableMeasurementEvents(instrument, instrument.Name + " state");
        };
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, state) => Console.WriteLine($"{instrument.Name} {value} {tags.Length} {state}"));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Console.WriteLine($"{instrument.Name} {value} {(tags.Length > 0 ? tags[0] : default)}"));
        listener.MeasurementsCompleted = (instrument, _) => Console.WriteLine($"completed {instrument.Name}");
        listener.Start();
        Console.WriteLine(counter.Enabled);
        counter.Add(3);
        counter.Add(4, new KeyValuePair<string, object?>("route", "/"));
        level.Add(-5, new KeyValuePair<string, object?>("unit", 1));
        listener.DisableMeasurementEvents(level);
        level.Add(100);
    }

    private static void Observed()
    {
        using var meter = new Meter("observed");
        int reads = 0;
        meter.CreateObservableGauge("gauge", () => ++reads * 1.5);
        meter.CreateObservableCounter("several", () => new[] { new Measurement<int>(1, new KeyValuePair<string, object?>("n", 1)), new Measurement<int>(2) });
        using var listener = new MeterListener { InstrumentPublished = (instrument, self) => { if (instrument.Meter.Name == "observed") self.EnableMeasurementEvents(instrument); } };
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => Console.WriteLine($"{instrument.Name} {value} {instrument.IsObservable}"));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Console.WriteLine($"{instrument.Name} {value} {tags.Length}"));
        listener.Start();
        listener.RecordObservableInstruments();
        listener.RecordObservableInstruments();
        Console.WriteLine(reads);
    }

    private static void Histograms()
    {
        using var meter = new Meter(new MeterOptions("histograms") { Tags = [new("instance", "a")] });
        Histogram<double> histogram = meter.CreateHistogram("sizes", "By", null, null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [1, 10, 100] });
        double sum = 0;
        using var listener = new MeterListener { InstrumentPublished = (instrument, self) => { if (instrument == histogram) self.EnableMeasurementEvents(instrument); } };
        listener.SetMeasurementEventCallback<double>((_, value, tags, _) => sum += value * (tags.Length + 1));
        listener.Start();
        histogram.Record(2.5);
        histogram.Record(10, new("a", 1), new("b", 2));
        Gauge<float> gauge = meter.CreateGauge<float>("gauge");
        gauge.Record(1);
        Console.WriteLine($"{sum} {histogram.Advice!.HistogramBucketBoundaries!.Count} {meter.Tags!.Single()} {gauge.Enabled}");
        Attempt.Print("type", () => meter.CreateCounter<DateTime>("wrong"));
    }

    private sealed class Observer<T>(Action<T> next) : IObserver<T>
    {
        public void OnCompleted() => Console.WriteLine("completed");

        public void OnError(Exception error) => Console.WriteLine(error.Message);

        public void OnNext(T value) => next(value);
    }

    private static void Listener()
    {
        using var source = new DiagnosticListener("cases");
        Console.WriteLine(source.IsEnabled());
        IDisposable subscription = source.Subscribe(new Observer<KeyValuePair<string, object?>>(pair => Console.WriteLine($"{pair.Key}: {pair.Value}")), name => name != "hidden");
        Console.WriteLine($"{source.IsEnabled()} {source.IsEnabled("shown")} {source.IsEnabled("hidden")}");
        source.Write("shown", 5);
        source.Write("text", "payload");
        subscription.Dispose();
        source.Write("late", 1);
        int found = 0;
        using (DiagnosticListener.AllListeners.Subscribe(new Observer<DiagnosticListener>(listener => found += listener.Name == "cases" ? 1 : 0)))
            Console.WriteLine(found);
    }

    [EventSource(Name = "Cases-Source")]
    private sealed class Source : EventSource
    {
        [Event(1, Level = EventLevel.Informational)]
        public void Said(string text, int number) => WriteEvent(1, text, number);
    }

    private sealed class Sink : EventListener
    {
        protected override void OnEventWritten(EventWrittenEventArgs data)
        {
            if (data.EventSource.Name == "Cases-Source")
                Console.WriteLine($"{data.EventId} {data.Payload?[0]}");
        }
    }

    private static void Events()
    {
        using var source = new Source();
        using var sink = new Sink();
        sink.EnableEvents(source, EventLevel.Verbose);
        source.Said("hello", 4);
        Console.WriteLine($"{source.Name} {source.IsEnabled()}");
        Console.WriteLine(EventSource.GetName(typeof(Source)));
        sink.DisableEvents(source);
        source.Said("unheard", 5);
        EventSource.SetCurrentThreadActivityId(new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), out Guid before);
        Console.WriteLine($"{before} {EventSource.CurrentThreadActivityId}");
    }

    private static void Traces()
    {
        using var writer = new StringWriter();
        using var listener = new TextWriterTraceListener(writer);
        Trace.Listeners.Clear();
        Trace.Listeners.Add(listener);
        Trace.WriteLine("line");
        Trace.Indent();
        Trace.WriteLine("indented", "category");
        Trace.Unindent();
        Trace.WriteLineIf(1 > 2, "never");
        Trace.TraceWarning("warning {0}", 5);
        var source = new TraceSource("source", SourceLevels.Warning);
        source.Listeners.Clear();
        source.Listeners.Add(listener);
        source.TraceEvent(TraceEventType.Information, 1, "too low");
        source.TraceEvent(TraceEventType.Error, 2, "shown");
        Trace.Flush();
        Console.Write(string.Join("\n", writer.ToString().Split('\n').Select(line => line[(line.IndexOf(' ') + 1)..])));
        Console.WriteLine(Trace.Listeners.Count);
    }

    private static void Watches()
    {
        var watch = Stopwatch.StartNew();
        Console.WriteLine(watch.IsRunning);
        while (watch.ElapsedTicks == 0)
            Thread.Yield();
        watch.Stop();
        long ticks = watch.ElapsedTicks;
        Console.WriteLine($"{ticks > 0} {watch.ElapsedTicks == ticks} {watch.Elapsed == Stopwatch.GetElapsedTime(0, ticks)} {Stopwatch.IsHighResolution} {Stopwatch.Frequency}");
        watch.Reset();
        Console.WriteLine($"{watch.ElapsedTicks} {watch.Elapsed} {watch}");
        Console.WriteLine(Stopwatch.GetElapsedTime(Stopwatch.Frequency, Stopwatch.Frequency * 3));
    }

    private static void Switches()
    {
        Console.WriteLine(AppContext.TryGetSwitch("Cases.Switch", out bool value));
        AppContext.SetSwitch("Cases.Switch", true);
        Console.WriteLine($"{AppContext.TryGetSwitch("Cases.Switch", out value)} {value} {AppContext.GetData("Cases.Switch")}");
        AppContext.SetData("Cases.Data", 42);
        Console.WriteLine($"{AppContext.GetData("Cases.Data")} {AppContext.GetData("Cases.None") is null}");
        AppDomain.CurrentDomain.SetData("Cases.Domain", "x");
        Console.WriteLine($"{AppDomain.CurrentDomain.GetData("Cases.Domain")} {AppDomain.CurrentDomain.IsDefaultAppDomain()} {AppDomain.CurrentDomain.FriendlyName} {AppDomain.CurrentDomain.Id}");
        Attempt.Print("empty", () => AppContext.SetSwitch("", true));
    }
}
