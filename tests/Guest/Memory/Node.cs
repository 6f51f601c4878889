namespace Hermit.Guest.Memory;

/// <summary>A heap object with two references and a value to check that it is intact.</summary>
internal sealed class Node(int value, Node? left = null, Node? right = null)
{
    public int Value = value;
    public Node? Left = left;
    public Node? Right = right;
}
