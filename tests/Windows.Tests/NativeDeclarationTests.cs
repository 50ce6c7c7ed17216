namespace OpenLaunch.Windows.Tests;

public class NativeDeclarationTests
{
    [Fact]
    public void Every_native_declaration_names_its_counterpart_in_C() => Assert.Empty(NativeDeclarations.Unmarked());

    [Fact]
    public async Task Every_native_structure_has_the_size_and_offsets_of_the_Windows_headers()
    {
        CrossCompiler.Demand();
        Assert.NotEmpty(NativeDeclarations.Structures);
        var errors = await CrossCompiler.CheckAsync(
            NativeDeclarations.Structures.Select(t => NativeDeclarations.MarkOf(t, "NativeStructAttribute")[1]),
            string.Concat(NativeDeclarations.Structures.Select(NativeDeclarations.AssertionsOf)));
        Assert.True(errors.Length == 0, errors);
    }

    [Fact]
    public async Task Every_native_constant_has_the_value_of_the_Windows_headers()
    {
        CrossCompiler.Demand();
        Assert.NotEmpty(NativeDeclarations.Constants);
        var errors = await CrossCompiler.CheckAsync(
            NativeDeclarations.Constants.Select(f => NativeDeclarations.MarkOf(f, "NativeConstantAttribute")[1]),
            string.Concat(NativeDeclarations.Constants.Select(NativeDeclarations.AssertionOf)));
        Assert.True(errors.Length == 0, errors);
    }
}
