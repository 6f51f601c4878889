using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Hermit.Analyzers;
using Hermit.CountUnsafe.Counting;
using Hermit.CountUnsafe.Loading;

namespace Hermit.CountUnsafe.Output;

/// <summary>The report as JSON; docs/count-unsafe.md describes its members.</summary>
internal static class JsonReport
{
    /// <summary>The report as an indented document.</summary>
    public static string Write(Report report)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("input", report.Input);
            json.WriteNumber("seconds", Math.Round(report.Elapsed.TotalSeconds, 2));
            json.WriteStartArray("projects");
            foreach (ProjectReport project in report.Projects)
            {
                json.WriteStartObject();
                json.WriteString("name", project.Name);
                json.WriteString("path", project.Path);
                json.WriteString("framework", project.Framework);
                json.WriteBoolean("allowsUnsafe", project.AllowsUnsafe);
                json.WriteNumber("compileErrors", project.CompileErrors);
                WriteCounts(json, project.Counts, places: true);
                if (project.Generated.Files > 0)
                {
                    json.WriteStartObject("generated");
                    WriteCounts(json, project.Generated, places: true);
                    json.WriteEndObject();
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartObject("total");
            WriteCounts(json, report.Total, places: false);
            json.WriteNumber("codeLinesWhereUnsafeDoesNotCompile", report.SafeCodeLines);
            json.WriteNumber("shareWhereUnsafeDoesNotCompile", Math.Round(report.SafeShare, 4));
            json.WriteEndObject();
            json.WriteStartObject("generated");
            WriteCounts(json, report.Generated, places: false);
            json.WriteEndObject();
            json.WriteStartArray("leftOut");
            foreach (LeftOut item in report.LeftOut)
            {
                json.WriteStartObject();
                json.WriteString("path", item.Path);
                json.WriteString("reason", item.Reason);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static void WriteCounts(Utf8JsonWriter json, Counts counts, bool places)
    {
        json.WriteNumber("files", counts.Files);
        json.WriteNumber("lines", counts.Lines);
        json.WriteNumber("codeLines", counts.CodeLines);
        WriteTally(json, "functions", counts.Functions);
        WriteTally(json, "methods", counts.Methods);
        WriteTally(json, "types", counts.Types);
        WriteTally(json, "expressions", counts.Expressions);
        json.WriteStartObject("unsafeByKind");
        foreach ((UnsafeKind kind, int count) in counts.Kinds)
        {
            json.WriteNumber(KindNames.Key(kind), count);
        }

        json.WriteEndObject();
        json.WriteNumber("unsafePerThousandCodeLines", Math.Round(counts.PerThousandCodeLines, 2));
        json.WriteNumber("unsafePerThousandLines", Math.Round(counts.PerThousandLines, 2));
        json.WriteNumber("documented", counts.Documented);
        json.WriteNumber("undocumented", counts.Undocumented.Count);
        json.WriteNumber("unsynchronisedStatics", counts.MutableStatics.Count);
        if (places)
        {
            WritePlaces(json, "undocumentedPlaces", counts.Undocumented);
            WritePlaces(json, "unsynchronisedStaticPlaces", counts.MutableStatics);
        }
    }

    private static void WriteTally(Utf8JsonWriter json, string name, Tally tally)
    {
        json.WriteStartObject(name);
        json.WriteNumber("safe", tally.Safe);
        json.WriteNumber("unsafe", tally.Unsafe);
        json.WriteEndObject();
    }

    private static void WritePlaces(Utf8JsonWriter json, string name, IReadOnlyList<Place> places)
    {
        json.WriteStartArray(name);
        foreach (Place place in places)
        {
            json.WriteStartObject();
            json.WriteString("file", place.File);
            json.WriteNumber("line", place.Line);
            json.WriteString("code", place.What);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
