using Microsoft.CodeAnalysis;

namespace Hermit.Analyzers;

/// <summary>The rules, one descriptor each. Their help pages are docs/analyzers/ID.md.</summary>
internal static class Rules
{
    private const string Soundness = "Soundness";
    private const string Kernel = "Kernel";

    public static readonly DiagnosticDescriptor MutableStatic = new(
        "HRM0001",
        "A mutable static is not of a synchronising type",
        "Static '{0}' can change while other threads use it: {1}",
        Soundness, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "A static variable is seen by every thread, so it has to be readonly or of a type that synchronises its users.",
        Help("HRM0001"));

    public static readonly DiagnosticDescriptor UnsafeCall = new(
        "HRM0002",
        "An unsafe member is used outside an unsafe context",
        "'{0}' {1}: use it in an unsafe block whose SAFETY comment says why it is right here",
        Soundness, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "Members that can corrupt memory have to be used where the language marks unsafe code, so that safe code stays safe.",
        Help("HRM0002"));

    public static readonly DiagnosticDescriptor GuardCopied = new(
        "HRM0003",
        "A guard is copied or passed by value",
        "{0} copies a guard of type '{1}', so that one hold would end twice: pass it by reference",
        Soundness, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "A guard stands for one hold of a lock. A copy would release the lock again, or while the original still uses the data.",
        Help("HRM0003"));

    public static readonly DiagnosticDescriptor GuardStored = new(
        "HRM0004",
        "A guard is stored",
        "'{0}' stores a guard of type '{1}' beyond the scope that took it",
        Soundness, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "A guard ends with the scope that took it. Stored in a field, nothing says when the hold ends.",
        Help("HRM0004"));

    public static readonly DiagnosticDescriptor GuardDisposed = new(
        "HRM0005",
        "A guard is disposed by hand",
        "A guard of type '{0}' is disposed by hand, while references to its value may be in use: let its using scope end",
        Soundness, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "The compiler ends borrows of a guard's value with the guard's scope, not with a call of Dispose.",
        Help("HRM0005"));

    public static readonly DiagnosticDescriptor GuardNotUsing = new(
        "HRM0006",
        "A guard is not held by using",
        "A guard of type '{0}' is not held by 'using': {1}",
        Soundness, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "A guard that no using holds is never released, or is released when nobody expects it.",
        Help("HRM0006"));

    public static readonly DiagnosticDescriptor InterruptHandler = new(
        "HRM0007",
        "An interrupt handler takes a lock that is not interrupt-safe",
        "'{0}' is used in interrupt context ({1}), where the code that was interrupted may hold what it waits for",
        Soundness, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "A lock taken with interrupts on deadlocks the CPU when a handler on that CPU waits for it.",
        Help("HRM0007"),
        WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor Allocation = new(
        "HRM0008",
        "Managed allocation in kernel code",
        "Kernel code has no managed heap: {0}",
        Kernel, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "The kernel's core library has no allocator. What allocates does not link; this rule names the line first.",
        Help("HRM0008"));

    public static readonly DiagnosticDescriptor MissingSafety = new(
        "HRM0009",
        "Unsafe code has no SAFETY comment",
        "{0} has no '// SAFETY:' comment that names the invariant it relies on and who upholds it",
        Soundness, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "Unsafe code is a proof obligation; the comment is the proof.",
        Help("HRM0009"));

    public static readonly DiagnosticDescriptor ForgedReference = new(
        "HRM0010",
        "A cast forges a reference",
        "{0}: say why the object has that type in a '// FORGES:' comment",
        Soundness, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "A reference whose object is of another type breaks the type system for everyone who can reach it.",
        Help("HRM0010"));

    public static readonly DiagnosticDescriptor MissingContract = new(
        "HRM0011",
        "A RequiresUnsafe member does not document its contract",
        "'{0}' requires an unsafe context, but no 'Safety' paragraph of its documentation says what the caller upholds",
        Soundness, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "Callers can only uphold a contract that is written down.",
        Help("HRM0011"));

    public static readonly DiagnosticDescriptor HiddenUnsafe = new(
        "HRM0012",
        "An unsafe member hides behind a safe contract",
        "'{0}' requires an unsafe context, but '{1}', through which safe code can call it, does not",
        Soundness, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "A call through a base class or an interface reaches the override without its caller being asked for an unsafe context.",
        Help("HRM0012"));

    public static readonly DiagnosticDescriptor SynchronisingCopy = new(
        "HRM0013",
        "A synchronising value is copied",
        "{0} of the type '{1}', which must not be copied: {2}",
        Soundness, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "A copy of a lock is another lock, so that two threads hold what they believe to be the same one.",
        Help("HRM0013"));

    public static readonly DiagnosticDescriptor SharedMutableObject = new(
        "HRM0014",
        "A readonly static shares a mutable object",
        "Static '{0}' is readonly, but {1}, which every thread can reach",
        Soundness, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "A readonly static variable of a mutable class or of an array is shared mutable state all the same.",
        Help("HRM0014"));

    public static readonly DiagnosticDescriptor Trust = new(
        "HRM0015",
        "Trust is claimed where it cannot be",
        "'{0}' {1}, which soundness relies on: {2}",
        Soundness, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "A lock that locks nothing, or a type that only says that it synchronises, breaks every promise built on it. So only a project that may be unsafe can make the claim, and it says why it holds.",
        Help("HRM0015"));

    public static readonly DiagnosticDescriptor UnsafeType = new(
        "HRM0016",
        "A type is unsafe as a whole",
        "'{0}' is unsafe as a whole: mark the members that need it, so that the others are checked",
        Soundness, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "In a type that is unsafe as a whole, nothing tells the code that may corrupt memory from the code that cannot.",
        Help("HRM0016"));

    private static string Help(string id) => "docs/analyzers/" + id + ".md";
}
