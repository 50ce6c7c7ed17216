using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;

namespace OpenLaunch.Windows.Tests;

/// <summary>How a function of Windows or a method of a COM interface is called, after all marshalling.</summary>
/// <param name="Function">Its name in C++.</param>
/// <param name="Library">The library that it is asked of; empty for a method.</param>
/// <param name="Result">The size of what it gives; 0 for nothing.</param>
/// <param name="Parameters">What it takes, without the interface itself.</param>
internal sealed record NativeSignature(string Function, string Library, int Result, IReadOnlyList<NativeParameter> Parameters)
{
    private const BindingFlags All =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    // They begin with the structure that the header names; a flag among the parameters says that there is more.
    private static readonly string[] LargerThanDeclared = ["STARTUPINFOEXW"];

    /// <summary>Every function that the types import from Windows, as the generator of marshalling declares it.</summary>
    public static IReadOnlyList<NativeSignature> FunctionsOf(IEnumerable<Type> types) =>
    [
        .. from method in types.SelectMany(type => type.GetMethods(All))
           where method.Attributes.HasFlag(MethodAttributes.PinvokeImpl)
           let import = method.GetCustomAttribute<DllImportAttribute>()!
           where import.Value != "libc"
           select Of(import.EntryPoint ?? method.Name, import.Value, method, skip: 0),
    ];

    /// <summary>Every method of the COM interfaces that can be called; one without parameters and result holds a place.</summary>
    public static IReadOnlyList<NativeSignature> MethodsOf(IEnumerable<Type> interfaces, IEnumerable<Type> types) =>
    [
        .. from type in interfaces
           from method in type.GetMethods(All)
           where method.ReturnType != typeof(void) || method.GetParameters().Length > 0
           select Of(
               $"{NativeDeclarations.MarkOf(type, "NativeInterfaceAttribute")[0]}::{method.Name}", "",
               types.Where(other => other.GetInterfaces().Contains(type)).SelectMany(other => other.GetMethods(All))
                   .Single(made => made.Name == "ABI_" + method.Name), skip: 1),
    ];

    /// <summary>Says it again in C++, for a compiler that has the templates of <see cref="Templates"/> and the header.</summary>
    public string Assertions()
    {
        var text = new StringBuilder();
        var type = $"signature<decltype(&{Function})>";
        text.Append(CultureInfo.InvariantCulture, $"""
            static_assert({type}::count == {Parameters.Count}, "{Function} takes {Parameters.Count} here");
            static_assert(size<{type}::result> == {Result}, "{Function} gives {Result} bytes here");

            """);
        foreach (var (place, (name, size, target)) in Parameters.Index())
        {
            var parameter = $"parameter<decltype(&{Function}), {place}>";
            text.Append(CultureInfo.InvariantCulture,
                $"static_assert(size<{parameter}> == {size}, \"{Function}, {name}: {size} bytes here\");\n");
            if (target > 0)
                text.Append(CultureInfo.InvariantCulture,
                    $"static_assert(leads<{parameter}>({target}), \"{Function}, {name}: leads to {target} bytes here\");\n");
        }

        return text.ToString();
    }

    /// <summary>Templates that take a function's type apart.</summary>
    public const string Templates = """
        #include <tuple>
        #include <type_traits>
        template <class F> struct signature;
        template <class R, class... P> struct signature<R (*)(P...)>
        {
            using result = R;
            using parameters = std::tuple<P...>;
            static constexpr int count = sizeof...(P);
        };
        template <class T, class R, class... P> struct signature<R (T::*)(P...)> : signature<R (*)(P...)> {};
        struct nothing {};
        template <class F, int I, bool = (I < signature<F>::count)> struct at { using type = nothing; };
        template <class F, int I> struct at<F, I, true>
        {
            using type = typename std::tuple_element<I, typename signature<F>::parameters>::type;
        };
        template <class F, int I> using parameter = typename at<F, I>::type;
        // A reference is handed over as a pointer.
        template <class T> constexpr int size = sizeof(typename std::conditional<std::is_reference<T>::value, void *, T>::type);
        template <> constexpr int size<void> = 0;
        // What has no size leads anywhere: nothing, a function, a structure that the header only names.
        template <class T> constexpr auto extent(int) -> typename std::enable_if<!std::is_void<T>::value
            && !std::is_function<T>::value, decltype(sizeof(T))>::type { return sizeof(T); }
        template <class T> constexpr unsigned long long extent(...) { return 0; }
        template <class T> constexpr bool leads(unsigned long long bytes)
        {
            using target = typename std::remove_pointer<typename std::remove_reference<T>::type>::type;
            return std::is_reference<T>::value || std::is_pointer<T>::value
                ? extent<target>(0) == 0 || extent<target>(0) == bytes : false;
        }

        """;

    private static NativeSignature Of(string function, string library, MethodInfo method, int skip) => new(
        function, library, SizeOf(method.ReturnType),
        [
            .. method.GetParameters().Skip(skip)
                .Select(p => new NativeParameter(p.Name!, SizeOf(p.ParameterType), TargetOf(p.ParameterType))),
        ]);

    private static int SizeOf(Type type) =>
        type == typeof(void) ? 0 : IsAddress(type) ? nint.Size : NativeDeclarations.SizeOf(type);

    private static int TargetOf(Type type) =>
        IsAddress(type) && type.GetElementType() is { IsFunctionPointer: false } target && target != typeof(void)
        && !LargerThanDeclared.Contains(target.Name) ? SizeOf(target) : 0;

    private static bool IsAddress(Type type) => type.IsPointer || type.IsByRef || type.IsFunctionPointer;
}

/// <summary>A parameter of a function.</summary>
/// <param name="Name">What it is called here.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="Target">The size of what it leads to; 0 when it is no address, or one of anything.</param>
internal sealed record NativeParameter(string Name, int Size, int Target);
