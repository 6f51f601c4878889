namespace System;

// The compiler takes the virtual methods of one-dimensional arrays from this type.
internal class Array<T> : Array;
