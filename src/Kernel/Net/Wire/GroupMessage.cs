namespace Hermit.Net;

/// <summary>The types of group membership messages.</summary>
public static class GroupMessage
{
    /// <summary>IGMP: a query of any version.</summary>
    public const byte IgmpQuery = 0x11;

    /// <summary>IGMP version 1: a report.</summary>
    public const byte IgmpV1Report = 0x12;

    /// <summary>IGMP version 2: a report.</summary>
    public const byte IgmpV2Report = 0x16;

    /// <summary>IGMP version 2: a group is left.</summary>
    public const byte IgmpV2Leave = 0x17;

    /// <summary>IGMP version 3: a report with group records.</summary>
    public const byte IgmpV3Report = 0x22;

    /// <summary>MLD version 1: a report.</summary>
    public const byte MldV1Report = 131;

    /// <summary>MLD version 1: a group is left.</summary>
    public const byte MldV1Done = 132;
}
