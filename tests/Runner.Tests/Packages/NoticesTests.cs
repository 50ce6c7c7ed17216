using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using OpenLaunch.Runner.Tests.Extensions;

namespace OpenLaunch.Runner.Tests.Packages;

/// <summary>The notices against what the program is made of.</summary>
public sealed partial class NoticesTests
{
    [Fact]
    public void Each_package_that_the_program_holds_is_named_with_its_licence_and_no_other()
    {
        var notices = File.ReadLines(Repository.File("THIRD-PARTY-NOTICES.txt")).Select(line => Row().Match(line))
            .Where(row => row.Success).Select(row => $"{row.Groups[1].Value}: {row.Groups[2].Value}");

        Assert.Equal(ShippedPackages().Select(id => $"{id}: {LicenceOf(id)}"), notices);
    }

    [Fact]
    public void The_text_of_each_licence_stands_there()
    {
        var text = File.ReadAllText(Repository.File("THIRD-PARTY-NOTICES.txt"));

        Assert.All(
            ShippedPackages().Select(LicenceOf).Distinct(),
            licence => Assert.Contains($"{new string('-', 80)}\n{licence}\n\n", text, StringComparison.Ordinal));
    }

    private static IEnumerable<string> ShippedPackages() => Libraries().Select(library => library.Split('/')[0]);

    private static string LicenceOf(string package)
    {
        var folder = Libraries().Single(library => library.Split('/')[0] == package).ToLowerInvariant();
        var specification = XDocument.Load(
            Path.Combine(BuildPaths.PackageCache, folder, $"{package.ToLowerInvariant()}.nuspec"));
        var licence = specification.Descendants().Single(element => element.Name.LocalName == "license");
        Assert.Equal("expression", (string?)licence.Attribute("type"));
        return licence.Value;
    }

    /// <summary>The packages whose files are copied to the program: <c>name/version</c>.</summary>
    private static IEnumerable<string> Libraries()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(BuildPaths.Output, "openlaunch.deps.json")));
        return [.. document.RootElement.GetProperty("libraries").EnumerateObject()
            .Where(library => library.Value.GetProperty("type").GetString() == "package")
            .Select(library => library.Name).OrderBy(name => name.Split('/')[0], StringComparer.Ordinal)];
    }

    [GeneratedRegex(@"^(\S+) {2,}(\S+) {2,}Copyright \(c\) \S")]
    private static partial Regex Row();
}
