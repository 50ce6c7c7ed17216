// Native declarations hold what C holds and nothing is converted behind their back: what the tests measure is what Windows
// gets. The source generators for COM ask for it too.
[assembly: System.Runtime.CompilerServices.DisableRuntimeMarshalling]
