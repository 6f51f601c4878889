using Hermit.GenerateAbi;

// abi-generator TABLE ARCHITECTURE FOLDER: writes Layouts.g.cs and Abi.inc. Errors have the form that MSBuild shows with their place.
if (args is not [string path, string architecture, string folder])
{
    Console.Error.WriteLine("usage: abi-generator TABLE ARCHITECTURE FOLDER");
    return 2;
}

try
{
    AbiTable table = AbiTable.Parse(File.ReadLines(path), architecture);
    string contract = Path.GetFileNameWithoutExtension(path);
    Directory.CreateDirectory(folder);
    File.WriteAllText(Path.Combine(folder, "Layouts.g.cs"), AbiTemplates.Render(AbiTemplates.Structures, table, contract, architecture));
    File.WriteAllText(Path.Combine(folder, "Abi.inc"), AbiTemplates.Render(AbiTemplates.Offsets, table, contract, architecture));
    return 0;
}
catch (AbiException error)
{
    Console.Error.WriteLine($"{path}({error.Line}): error HERMITABI: {error.Message}");
    return 1;
}
