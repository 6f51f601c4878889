namespace Hermit.Files;

/// <summary>How the end of a path is treated.</summary>
internal enum PathMode : byte
{
    /// <summary>A symbolic link at the end is followed.</summary>
    Follow,

    /// <summary>A symbolic link at the end is meant itself, unless a slash follows it.</summary>
    NoFollow,

    /// <summary>As <see cref="Follow"/>, for a file that may be made: no slash may stand at the end.</summary>
    FollowToCreate,

    /// <summary>As <see cref="NoFollow"/>, for a file that may be made: no slash may stand at the end.</summary>
    Create,
}
