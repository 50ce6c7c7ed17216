using System.Globalization;
using System.Text.RegularExpressions;

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
            string.Concat(NativeDeclarations.Constants.Where(f => f.IsLiteral).Select(NativeDeclarations.AssertionOf)));
        Assert.True(errors.Length == 0, errors);
    }

    [Fact]
    public async Task Every_COM_method_stands_at_its_place_in_the_vtable_of_the_Windows_headers()
    {
        CrossCompiler.Demand();
        Assert.NotEmpty(NativeDeclarations.Interfaces);
        var errors = await CrossCompiler.CheckAsync(
            NativeDeclarations.Interfaces.Select(t => NativeDeclarations.MarkOf(t, "NativeInterfaceAttribute")[1]),
            string.Concat(NativeDeclarations.Interfaces.Select(NativeDeclarations.AssertionsOfInterface)));
        Assert.True(errors.Length == 0, errors);
    }

    [Fact]
    public async Task Every_COM_identifier_is_that_of_the_Windows_headers()
    {
        CrossCompiler.Demand();
        var text = await CrossCompiler.ExpandAsync(
            NativeDeclarations.Interfaces.Select(t => NativeDeclarations.MarkOf(t, "NativeInterfaceAttribute")[1]));
        Assert.All(NativeDeclarations.Identifiers(), identifier => Assert.Equal(Find(identifier.Name), identifier.Value));

        Guid? Find(string name)
        {
            var match = Regex.Match(text, $@"\b{name}\b[^;={{]*=\s*\{{(?<parts>[^;]*)\}}\s*;");
            var parts = Regex.Matches(match.Groups["parts"].Value, "0x([0-9a-fA-F]+)")
                .Select(m => uint.Parse(m.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToArray();
            return parts.Length == 11
                ? new Guid(
                    parts[0], (ushort)parts[1], (ushort)parts[2], (byte)parts[3], (byte)parts[4], (byte)parts[5],
                    (byte)parts[6], (byte)parts[7], (byte)parts[8], (byte)parts[9], (byte)parts[10])
                : null;
        }
    }
}
