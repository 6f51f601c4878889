using System.Globalization;

namespace Hermit.Explorer;

/// <summary>The text form of the choices of an execution: the number of each choice made, runs of zeros shortened to <c>z</c> and their length.</summary>
internal static class Schedule
{
    public static string Format(IReadOnlyList<int> choices)
    {
        var parts = new List<string>();
        for (int index = 0; index < choices.Count;)
        {
            int end = index;
            while (end < choices.Count && choices[end] == 0)
            {
                end++;
            }

            if (end > index + 1)
            {
                parts.Add($"z{end - index}");
                index = end;
            }
            else
            {
                parts.Add(choices[index++].ToString(CultureInfo.InvariantCulture));
            }
        }

        return string.Join('.', parts);
    }

    public static List<int> Parse(string text)
    {
        var choices = new List<int>();
        foreach (string part in text.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            bool zeros = part[0] == 'z';
            if (!int.TryParse(zeros ? part.AsSpan(1) : part, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            {
                throw new FormatException($"'{part}' is not a part of a schedule.");
            }

            choices.AddRange(zeros ? Enumerable.Repeat(0, number) : [number]);
        }

        return choices;
    }
}
