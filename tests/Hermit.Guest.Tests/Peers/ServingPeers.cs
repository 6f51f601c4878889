using Hermit.Guest.Tests.Catalog;
using Hermit.Guest.Tests.Running;

namespace Hermit.Guest.Tests.Peers;

/// <summary>tests/Guest/Peers, serving.</summary>
public sealed class ServingPeers() : ServingGuest(GuestProgram.Named("Peers"), 192);
