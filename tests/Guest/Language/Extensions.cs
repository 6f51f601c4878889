namespace Hermit.Guest.Language;

/// <summary>Members that other types get from outside.</summary>
internal static class Extensions
{
    extension(string text)
    {
        public string Reversed => new([.. text.Reverse()]);

        public static string Joined(params int[] numbers) => string.Join('-', numbers);
    }

    public static int Squared(this int number) => number * number;
}
