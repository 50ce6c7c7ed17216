using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;
using System.Runtime.Versioning;
using System.Text;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Windows.Tests;

/// <summary>Finds every native declaration of the built-in steps and of EC2Launch.exe, and says it again as assertions of C.</summary>
internal static class NativeDeclarations
{
    private const BindingFlags AllFields =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    // What is for other systems has its counterpart in other headers.
    private static readonly Type[] Types =
    [
        .. new[] { typeof(WindowsException).Assembly, Assembly.Load("EC2Launch") }.SelectMany(assembly => assembly.GetTypes())
            .Where(type => !IsForOthers(type)),
    ];

    private static readonly string[] FunctionHeaders =
        ["iphlpapi.h", "lm.h", "dsrole.h", "setupapi.h", "cfgmgr32.h", "userenv.h", "objbase.h", "gdiplus.h"];

    public static IReadOnlyList<Type> Structures { get; } = [.. Types.Where(t => MarkOf(t, "NativeStructAttribute") is not null)];

    public static IReadOnlyList<Type> Interfaces { get; } =
        [.. Types.Where(t => MarkOf(t, "NativeInterfaceAttribute") is not null)];

    public static IReadOnlyList<NativeSignature> Functions { get; } = NativeSignature.FunctionsOf(Types);

    public static IReadOnlyList<NativeSignature> Methods { get; } = NativeSignature.MethodsOf(Interfaces, Types);

    public static IReadOnlyList<FieldInfo> Constants { get; } =
        [.. Types.SelectMany(t => t.GetFields(AllFields)).Where(f => MarkOf(f, "NativeConstantAttribute") is not null)];

    /// <summary>Structures of a native form, COM interfaces and constants of native rooms that carry no mark.</summary>
    public static IEnumerable<string> Unmarked()
    {
        var structures = Types.Where(t => t.IsValueType && !t.IsEnum && t.StructLayoutAttribute is { } layout
            && layout.Value != LayoutKind.Auto && IsHandWritten(t) && HoldsNativeShape(t) && !Structures.Contains(t));
        var interfaces = Types.Where(t => t.IsDefined(typeof(GeneratedComInterfaceAttribute)) && !Interfaces.Contains(t));
        var constants = Types.Where(t => t.Name.EndsWith("Native", StringComparison.Ordinal) && IsHandWritten(t))
            .SelectMany(t => t.GetFields(AllFields)).Where(f => f.IsLiteral && !Constants.Contains(f))
            .Select(f => $"{f.DeclaringType}.{f.Name}");
        return structures.Concat(interfaces).Select(t => t.FullName!).Concat(constants);
    }

    private static bool IsForOthers(Type type) =>
        type.IsDefined(typeof(UnsupportedOSPlatformAttribute)) || (type.DeclaringType is { } outer && IsForOthers(outer));

    public static string[] MarkOf(MemberInfo member, string attribute) =>
        member.CustomAttributes.FirstOrDefault(a => a.AttributeType.Name == attribute)?
            .ConstructorArguments.Select(a => (string)a.Value!).ToArray()!;

    public static string AssertionsOf(Type structure)
    {
        var name = MarkOf(structure, "NativeStructAttribute")[0];
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture,
            $"_Static_assert(sizeof({name}) == {SizeOf(structure)}, \"size of {name}\");\n");
        foreach (var field in structure.GetFields(AllFields).Where(f => !f.IsStatic))
        {
            var designator = MarkOf(field, "NativeFieldAttribute")?[0] ?? field.Name;
            if (designator.Length == 0)
                continue; // a bit field has no offset in C; its neighbours and the size hold its place
            var offset = Marshal.OffsetOf(structure, field.Name);
            text.Append(CultureInfo.InvariantCulture,
                $"_Static_assert(offsetof({name}, {designator}) == {offset}, \"{name}.{designator}\");\n");
            text.Append(CultureInfo.InvariantCulture,
                $"_Static_assert(sizeof((({name} *)0)->{designator}) == {SizeOf(field)}, \"size of {name}.{designator}\");\n");
        }

        return text.ToString();
    }

    /// <summary>A constant's name in C: its own, unless its mark says another one.</summary>
    public static string NameOf(FieldInfo constant) =>
        MarkOf(constant, "NativeConstantAttribute") is [var name, _] ? name : constant.Name;

    public static string AssertionOf(FieldInfo constant)
    {
        var name = NameOf(constant);
        var value = constant.GetRawConstantValue()!;
        var same = value is string text
            ? $"__builtin_strcmp({name}, \"{text}\") == 0"
            : $"(unsigned int)({name}) == {unchecked((uint)Convert.ToInt64(value, CultureInfo.InvariantCulture))}u";
        return $"_Static_assert({same}, \"{name}\");\n";
    }

    /// <summary>The identifiers that the declarations give: by their names in C.</summary>
    public static IEnumerable<(string Name, Guid Value)> Identifiers() =>
        Interfaces.Select(t => ("IID_" + MarkOf(t, "NativeInterfaceAttribute")[0], t.GUID))
            .Concat(Constants.Where(f => !f.IsLiteral)
                .Select(f => (NameOf(f), (Guid)f.GetValue(null)!)));

    /// <returns>How the signatures differ from those of the Windows headers; empty when they do not.</returns>
    public static Task<string> CompareAsync(IEnumerable<NativeSignature> signatures)
    {
        CrossCompiler.DemandCPlusPlus();
        return CrossCompiler.CheckCPlusPlusAsync(
            [.. FunctionHeaders, .. Interfaces.Select(type => MarkOf(type, "NativeInterfaceAttribute")[1])],
            "using namespace Gdiplus;\nusing namespace DllExports;\n" + NativeSignature.Templates
            + string.Concat(signatures.Select(signature => signature.Assertions())));
    }

    /// <summary>The place of each method in the C vtable.</summary>
    public static string AssertionsOfInterface(Type type)
    {
        var name = MarkOf(type, "NativeInterfaceAttribute")[0];
        var text = new StringBuilder();
        var slot = 3; // after IUnknown's

        // The generator repeats the methods of the base interface in the derived one, hence Distinct.
        var methods = Ancestors(type).SelectMany(t => t.GetMethods().OrderBy(m => m.MetadataToken)).Select(m => m.Name);
        foreach (var method in methods.Distinct())
        {
            text.Append(CultureInfo.InvariantCulture,
                $"_Static_assert(offsetof({name}Vtbl, {method}) == {8 * slot++}, \"{name}.{method}\");\n");
        }

        return text.ToString();
    }

    private static IEnumerable<Type> Ancestors(Type type) =>
        type.GetInterfaces().Where(t => t.IsDefined(typeof(GeneratedComInterfaceAttribute)))
            .OrderBy(t => t.GetInterfaces().Length).Append(type);

    private static int SizeOf(FieldInfo field) => field.GetCustomAttribute<FixedBufferAttribute>() is { } buffer
        ? buffer.Length * SizeOf(buffer.ElementType)
        : field.FieldType.IsPointer || field.FieldType.IsFunctionPointer ? nint.Size : SizeOf(field.FieldType);

    private static bool IsHandWritten(Type type) =>
        !type.IsDefined(typeof(CompilerGeneratedAttribute)) && !type.FullName!.Contains('<', StringComparison.Ordinal)
        && type.DeclaringType?.Name.Contains('<', StringComparison.Ordinal) != true;

    /// <summary>Value types of plain numbers and pointers; records and the like hold references or properties.</summary>
    private static bool HoldsNativeShape(Type type) =>
        type.GetFields(AllFields).Any(f => !f.IsStatic) && type.GetFields(AllFields).Where(f => !f.IsStatic)
            .All(f => f.IsPublic && (f.FieldType.IsPointer || f.FieldType.IsFunctionPointer || f.FieldType.IsValueType));

    public static int SizeOf(Type type) =>
        (int)typeof(Unsafe).GetMethod(nameof(Unsafe.SizeOf))!.MakeGenericMethod(type).Invoke(null, null)!;
}
