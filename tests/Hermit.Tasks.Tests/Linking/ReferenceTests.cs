using Hermit.Tasks.Tests.Support;

namespace Hermit.Tasks.Tests.Linking;

/// <summary>What our linker computes is what ld.lld computes.</summary>
[Collection(IlcCollection.Name)]
public sealed class ReferenceTests(IlcObjects objects)
{
    private const string X64 = "x86_64-linux-gnu";
    private const string Arm64 = "aarch64-linux-gnu";

    [RequiresToolsFact(LldReference.Tool, "clang", RequiresToolsFactAttribute.Ilc)]
    public void An_ilc_object_for_x64_links_to_the_same_bytes()
    {
        using var folder = new TemporaryFolder();
        string kernel = StubObjects.Compile(folder, objects.X64, X64, """
            lea __start___managedcode(%rip), %rax
            movq $__stop___unbox, %rax
            movq $__hermit_tls_memory_size, %rax
            lea __hermit_eh_frame_hdr_start(%rip), %rax
            """ + "\n");
        TestLink link = TestLink.Run(folder, objects.X64, kernel).AssertClean();
        LldReference.AssertSame(folder, link, [objects.X64, kernel]);
    }

    [RequiresToolsFact(LldReference.Tool, "clang", RequiresToolsFactAttribute.Ilc)]
    public void An_ilc_object_for_arm64_links_to_the_same_bytes()
    {
        using var folder = new TemporaryFolder();
        string kernel = StubObjects.Compile(folder, objects.Arm64, Arm64, """
            adrp x0, __start___managedcode
            add x0, x0, :lo12:__start___managedcode
            """ + "\n");
        TestLink link = TestLink.Run(folder, objects.Arm64, kernel).AssertClean();
        // lld would also shorten some adrp/add pairs, which is optional.
        LldReference.AssertSame(folder, link, [objects.Arm64, kernel], "--no-relax");
    }

    [RequiresToolsFact(LldReference.Tool, "clang")]
    public void Every_x64_relocation_that_assembly_can_ask_for_is_applied_as_lld_does()
    {
        using var folder = new TemporaryFolder();
        string first = StubObjects.Assemble(folder, "first", X64, Sources.X64Relocations);
        string second = StubObjects.Assemble(folder, "second", X64, Sources.X64Definitions);
        TestLink link = TestLink.Run(folder, first, second).AssertClean();
        LldReference.AssertSame(folder, link, [first, second]);
    }

    [RequiresToolsFact(LldReference.Tool, "clang")]
    public void Every_arm64_relocation_that_assembly_can_ask_for_is_applied_as_lld_does()
    {
        using var folder = new TemporaryFolder();
        string first = StubObjects.Assemble(folder, "first", Arm64, Sources.Arm64Relocations);
        TestLink link = TestLink.Run(folder, first).AssertClean();
        LldReference.AssertSame(folder, link, [first], "--no-relax");
    }
}
