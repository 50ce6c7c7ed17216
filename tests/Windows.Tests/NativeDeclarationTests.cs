using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using OpenLaunch.Steps.Native;

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
            NativeDeclarations.Constants.Select(f => NativeDeclarations.MarkOf(f, "NativeConstantAttribute")[^1]),
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
    public async Task Every_function_takes_and_gives_what_the_Windows_headers_say()
    {
        Assert.NotEmpty(NativeDeclarations.Functions);
        await AssertSameAsync(NativeDeclarations.Functions);
    }

    [Fact]
    public async Task Every_COM_method_takes_and_gives_what_the_Windows_headers_say()
    {
        Assert.NotEmpty(NativeDeclarations.Methods);
        await AssertSameAsync(NativeDeclarations.Methods);
    }

    [Fact]
    public async Task Every_function_is_in_the_library_that_it_is_asked_of()
    {
        CrossCompiler.Demand();
        foreach (var library in NativeDeclarations.Functions.GroupBy(function => function.Library))
        {
            var errors = await CrossCompiler.LinkAsync(library.Key, library.Select(function => function.Function));
            Assert.True(errors.Length == 0, $"{library.Key}: {errors}");
        }
    }

    [Fact]
    public async Task A_signature_with_another_number_of_parameters_another_result_or_another_size_is_told()
    {
        var signatures = NativeDeclarations.Functions.Concat(NativeDeclarations.Methods).ToList();
        var more = await NativeDeclarations.CompareAsync(
            signatures.Select(s => s with { Parameters = [.. s.Parameters, new NativeParameter("more", 8, 0)] }));
        var results = await NativeDeclarations.CompareAsync(signatures.Select(s => s with { Result = s.Result + 1 }));
        foreach (var signature in signatures)
        {
            Assert.Contains($"{signature.Function} takes {signature.Parameters.Count + 1} here", more, StringComparison.Ordinal);
            Assert.Contains($"{signature.Function} gives {signature.Result + 1} bytes here", results, StringComparison.Ordinal);
        }

        var sizes = await NativeDeclarations.CompareAsync(signatures.Select(
            s => s with { Parameters = [.. s.Parameters.Select(p => p with { Size = p.Size == 8 ? 4 : 8 })] }));
        var places = signatures.SelectMany(s => s.Parameters.Select(p => (s.Function, p.Name, p.Size)));
        Assert.All(places, place => Assert.Contains(
            $"{place.Function}, {place.Name}: {(place.Size == 8 ? 4 : 8)} bytes here", sizes, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_parameter_that_leads_to_another_size_is_told()
    {
        var altered = NativeDeclarations.Functions.First(s => s.Function == "GetExitCodeProcess");
        Assert.Equal(4, altered.Parameters[1].Target);
        var errors = await NativeDeclarations.CompareAsync(
            [altered with { Parameters = [altered.Parameters[0], altered.Parameters[1] with { Target = 8 }] }]);
        Assert.Contains("GetExitCodeProcess, __code_native: leads to 8 bytes here", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_function_that_is_asked_of_another_library_is_told()
    {
        CrossCompiler.Demand();
        Assert.Contains("NetUserAdd", await CrossCompiler.LinkAsync("kernel32.dll", ["NetUserAdd"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_field_of_another_size_is_told_although_size_and_offsets_are_the_same()
    {
        CrossCompiler.Demand();
        var errors = await CrossCompiler.CheckAsync(["winsvc.h"], NativeDeclarations.AssertionsOf(typeof(AlteredFlag)));
        Assert.Contains("size of QUERY_SERVICE_CONFIGW.dwTagId", errors, StringComparison.Ordinal);
        Assert.Equal(1, Regex.Count(errors, "static assertion failed"));
    }

    /// <summary>The size and all offsets are right, for the number is followed by a gap.</summary>
    [NativeStruct("QUERY_SERVICE_CONFIGW", "winsvc.h")]
    [StructLayout(LayoutKind.Sequential)]
    private struct AlteredFlag
    {
        public uint dwServiceType;
        public uint dwStartType;
        public uint dwErrorControl;
        public nint lpBinaryPathName;
        public nint lpLoadOrderGroup;
        public ushort dwTagId;
        public nint lpDependencies;
        public nint lpServiceStartName;
        public nint lpDisplayName;
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

    private static async Task AssertSameAsync(IEnumerable<NativeSignature> signatures)
    {
        var errors = await NativeDeclarations.CompareAsync(signatures);
        Assert.True(errors.Length == 0, errors);
    }
}
