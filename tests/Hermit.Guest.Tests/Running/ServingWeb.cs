using Hermit.Guest.Tests.Catalog;

namespace Hermit.Guest.Tests.Running;

/// <summary>samples/Web, serving.</summary>
public sealed class ServingWeb() : ServingGuest(GuestProgram.Sample("Web"), 128);
