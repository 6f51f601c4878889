// numbers.txt holds the numbers from 0000000 to 4999999, a line each: 40 MB. Says how many lines are not what they were.
using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "numbers.txt"));
byte[] buffer = new byte[1 << 20];
Span<char> expected = stackalloc char[8];
int line = 0, wrong = 0, read;
while ((read = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)) > 0)
{
    for (int at = 0; at < read; at += 8, line++)
    {
        line.TryFormat(expected, out _, "D7");
        expected[7] = '\n';
        for (int i = 0; i < 8; i++)
        {
            if (buffer[at + i] != expected[i])
            {
                wrong++;
                break;
            }
        }
    }
}

Console.WriteLine($"{line} lines, {wrong} wrong");
