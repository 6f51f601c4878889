using System;

namespace Hermit.Abi;

/// <summary>
/// A value of the type stands for a pointer that the program passed, and for the program's word that it points to what it should. Only the border makes
/// one, by a constructor that takes the pointer and requires unsafe code; a <c>ref struct</c> takes a count, too. What a property <c>Pointer</c> gives
/// goes back to the program.
/// </summary>
[AttributeUsage(AttributeTargets.Struct)]
public sealed class FromProgramAttribute : Attribute;
