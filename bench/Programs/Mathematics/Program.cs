using System.Diagnostics;
using System.Globalization;

// One line a function: nanoseconds a call, the loop and the delegate's call included, which the row "none" shows alone.
Measure("none", x => x);
Measure("Exp", Math.Exp);
Measure("Log", Math.Log);
Measure("Log2", Math.Log2);
Measure("Log10", Math.Log10);
Measure("Pow", x => Math.Pow(x, 1.7));
Measure("Pow of integers", x => Math.Pow(x, 3));
Measure("Cbrt", Math.Cbrt);
Measure("Sin", Math.Sin);
Measure("Cos", Math.Cos);
Measure("Tan", Math.Tan);
Measure("Sin of large angles", x => Math.Sin(x * 1e9));
Measure("Asin", x => Math.Asin(x * 0.4));
Measure("Acos", x => Math.Acos(x * 0.4));
Measure("Atan", Math.Atan);
Measure("Atan2", x => Math.Atan2(x, 1.3));
Measure("Sinh", Math.Sinh);
Measure("Cosh", Math.Cosh);
Measure("Tanh", Math.Tanh);
Measure("Asinh", Math.Asinh);
Measure("Acosh", x => Math.Acosh(x + 1));
Measure("Atanh", x => Math.Atanh(x * 0.4));
Measure("remainder", x => x % 0.3);
Measure("IEEERemainder", x => Math.IEEERemainder(x, 0.3));
Measure("FusedMultiplyAdd", x => Math.FusedMultiplyAdd(x, x, -0.3));
Measure("Ceiling", Math.Ceiling);
Measure("Floor", Math.Floor);
Measure("Truncate", Math.Truncate);
Measure("Round", Math.Round);
Measure("Sqrt", Math.Sqrt);
Measure("SinCos", x => Math.SinCos(x).Sin);
Measure("ExpF", x => MathF.Exp((float)x));
Measure("LogF", x => MathF.Log((float)x));
Measure("Log2F", x => MathF.Log2((float)x));
Measure("Log10F", x => MathF.Log10((float)x));
Measure("PowF", x => MathF.Pow((float)x, 1.7f));
Measure("CbrtF", x => MathF.Cbrt((float)x));
Measure("SinF", x => MathF.Sin((float)x));
Measure("CosF", x => MathF.Cos((float)x));
Measure("TanF", x => MathF.Tan((float)x));
Measure("AsinF", x => MathF.Asin((float)x * 0.4f));
Measure("AcosF", x => MathF.Acos((float)x * 0.4f));
Measure("AtanF", x => MathF.Atan((float)x));
Measure("Atan2F", x => MathF.Atan2((float)x, 1.3f));
Measure("SinhF", x => MathF.Sinh((float)x));
Measure("CoshF", x => MathF.Cosh((float)x));
Measure("TanhF", x => MathF.Tanh((float)x));
Measure("AsinhF", x => MathF.Asinh((float)x));
Measure("AcoshF", x => MathF.Acosh((float)x + 1));
Measure("AtanhF", x => MathF.Atanh((float)x * 0.4f));
Measure("remainderF", x => (float)x % 0.3f);
Measure("FusedMultiplyAddF", x => MathF.FusedMultiplyAdd((float)x, (float)x, -0.3f));
Console.WriteLine("bench: end");

// The least of twenty slices, none as long as a host's time slice: what else runs on the host can only add.
static void Measure(string name, Func<double, double> function)
{
    const int Calls = 2_000, Slices = 20;
    double sum = Loop(function, Calls), least = double.MaxValue;
    for (int slice = 0; slice < Slices; slice++)
    {
        long start = Stopwatch.GetTimestamp();
        sum += Loop(function, Calls);
        least = Math.Min(least, Stopwatch.GetElapsedTime(start).TotalNanoseconds / Calls);
    }

    if (double.IsNaN(sum))
        throw new InvalidOperationException($"{name} gave no number.");
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"bench: {name} {least:0.0}"));
}

// From 0.1 to 2.1.
static double Loop(Func<double, double> function, int calls)
{
    double sum = 0, step = 2.0 / calls;
    for (int i = 0; i < calls; i++)
        sum += function(0.1 + (i * step));
    return sum;
}
