using Hermit.Tasks.Naming;

namespace Hermit.Tasks.Tests.Naming;

public sealed class MangledNameTests
{
    [Theory]
    [InlineData("Hermit_Memory_Hermit_Memory_FrameAllocator__Allocate", "Hermit.Memory.FrameAllocator.Allocate")]
    [InlineData("Sample_Sample_Native__Absent", "Sample.Native.Absent")]
    [InlineData("S_P_CoreLib_System_Threading_Thread__StartThread", "System.Threading.Thread.StartThread")]
    [InlineData("S_P_CoreLib_Interop_Sys__Read", "Interop.Sys.Read")]
    [InlineData("S_P_Reflection_Execution_Internal_Reflection_Execution_Binder__Bind", "Internal.Reflection.Execution.Binder.Bind")]
    [InlineData("System_Console_System_ConsolePal__Write_2", "System.ConsolePal.Write")]
    [InlineData("String__Concat_6", "String.Concat")]
    [InlineData("S_P_CoreLib_System_Lazy_1<System___Canon>___ctor", "System.Lazy<__Canon>..ctor")]
    [InlineData(
        "S_P_CoreLib_System_Collections_Generic_Dictionary_2<Int32__System___Canon>__TryAdd",
        "System.Collections.Generic.Dictionary<Int32, __Canon>.TryAdd")]
    [InlineData("System_Linq_System_Linq_Enumerable__Sum<Int32>", "System.Linq.Enumerable.Sum<Int32>")]
    [InlineData("My_App_My_App_Program___Main__g__Local_0_0", "My.App.Program.Main")]
    [InlineData("Sample_Program___Main__", "Sample.Program.Main")]
    [InlineData("unbox_UInt8__TryFormat", "UInt8.TryFormat")]
    [InlineData("RhpNewFast", "RhpNewFast")]
    [InlineData("__GetGCStaticBase_System_Console", "__GetGCStaticBase_System_Console")]
    [InlineData("", "")]
    [InlineData("a__", "a__")]
    public void Reads_as_a_person_would_write_it(string symbol, string expected) => Assert.Equal(expected, MangledName.ToReadable(symbol));

    [Fact]
    public void Any_name_is_read_without_an_exception()
    {
        const string Alphabet = "aS_P<>__0System_";
        var random = new Random(3);
        for (int round = 0; round < 20_000; round++)
        {
            string name = string.Create(random.Next(24), random, (span, source) =>
            {
                foreach (ref char c in span)
                    c = Alphabet[source.Next(Alphabet.Length)];
            });
            Assert.NotNull(MangledName.ToReadable(name));
        }
    }
}
