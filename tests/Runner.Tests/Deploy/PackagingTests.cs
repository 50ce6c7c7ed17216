using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using OpenLaunch.Runner.Tests.Extensions;

namespace OpenLaunch.Runner.Tests.Deploy;

/// <summary>What deploy/package.sh makes of a published folder; here a small one, whose files are none of the agent's.</summary>
public sealed class PackagingTests : IDisposable
{
    private readonly StateFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_same_files_give_the_same_packages_whenever_and_by_whomever_they_are_packed()
    {
        var first = await PackAsync("one", umask: "022");
        foreach (var file in Directory.EnumerateFiles(folder.At("published")))
            File.SetLastWriteTimeUtc(file, new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));
        var second = await PackAsync("two", umask: "077");
        Assert.Equal(4, first.Count);
        Assert.All(first, pair => Assert.Equal(pair.Value, second[pair.Key]));
    }

    [Fact]
    public async Task The_Distributor_package_is_as_its_manifest_says_and_holds_the_scripts_that_are_called()
    {
        await PackAsync("one", umask: "022");
        var version = typeof(PackagingTests).Assembly.GetName().Version!.ToString(3);
        var package = Path.Combine(folder.At("one"), $"openlaunch-{version}-distributor");
        using var manifest = JsonDocument.Parse(await ReadAsync(Path.Combine(package, "manifest.json")));
        var root = manifest.RootElement;
        Assert.Equal(("2.0", version), (root.GetProperty("schemaVersion").GetString(), root.GetProperty("version").GetString()));
        var name = root.GetProperty("packages").GetProperty("windows").GetProperty("_any").GetProperty("x86_64")
            .GetProperty("file").GetString()!;
        Assert.Equal(["manifest.json", name], Directory.EnumerateFiles(package).Select(Path.GetFileName).Order());
        var zip = await File.ReadAllBytesAsync(Path.Combine(package, name), TestContext.Current.CancellationToken);
        Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(zip)),
            root.GetProperty("files").GetProperty(name).GetProperty("checksums").GetProperty("sha256").GetString());
        await using var archive = new ZipArchive(new MemoryStream(zip));
        Assert.Equal(
            ["install.ps1", "openlaunch/EC2Launch.exe", "openlaunch/openlaunch.exe", "openlaunch/other.dll", "uninstall.ps1"],
            archive.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_checksums_are_those_of_all_that_is_delivered()
    {
        await PackAsync("one", umask: "022");
        var output = folder.At("one");
        var sums = Assert.Single(Directory.EnumerateFiles(output, "*-SHA256SUMS.txt"));
        var check = await ToolProcess.RunAsync("sha256sum", output, ["--check", "--strict", sums]);
        Assert.True(check.ExitCode == 0, check.Output + check.Error);
        Assert.Equal(4, check.Output.Split('\n').Count(line => line.EndsWith(": OK", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Beside_a_native_program_what_is_published_is_its_host_in_a_zip_of_its_own()
    {
        var (native, signer, log) = (Native(), folder.At("signer"), folder.At("signed.txt"));
        await File.WriteAllTextAsync(
            signer, $"#!/bin/sh\nfor file; do echo \"${{file##*/}}\" >> '{log}'; done\n", TestContext.Current.CancellationToken);
        Assert.Equal(0, (await ToolProcess.RunAsync("chmod", folder.Path, ["+x", signer])).ExitCode);

        var sums = await PackAsync("one", umask: "022", native: native, signer: signer);

        var version = typeof(PackagingTests).Assembly.GetName().Version!.ToString(3);
        Assert.Equal(5, sums.Count);
        Assert.Equal(["EC2Launch.exe", "openlaunch.exe"], await EntriesAsync($"openlaunch-{version}-win-x64.zip"));
        Assert.Equal(
            ["openlaunch.exe", "openlaunch.exe", "EC2Launch.exe", $"openlaunch-{version}-win-x64.msi"],
            await File.ReadAllLinesAsync(log, TestContext.Current.CancellationToken));
        Assert.Equal(["host/openlaunch.exe", "host/other.dll"], await EntriesAsync($"openlaunch-{version}-host-win-x64.zip"));
        var check = await ToolProcess.RunAsync(
            "sha256sum", folder.At("one"), ["--check", "--strict", $"openlaunch-{version}-SHA256SUMS.txt"]);
        Assert.Equal(5, check.Output.Split('\n').Count(line => line.EndsWith(": OK", StringComparison.Ordinal)));
        Assert.Equal("Host", (await InfoAsync("one", "export", "Assemblies of custom steps", "Feature")).Split('\t')[0]);
        Assert.Equal("HOSTFOLDER", (await InfoAsync("one", "export", "host.other.dll", "Component")).Split('\t')[2]);
        Assert.Contains("\thost", await InfoAsync("one", "export", "HOSTFOLDER", "Directory"), StringComparison.Ordinal);

        async Task<IEnumerable<string>> EntriesAsync(string name)
        {
            await using var zip = await ZipFile.OpenReadAsync(
                Path.Combine(folder.At("one"), name), TestContext.Current.CancellationToken);
            return zip.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal).ToList();
        }
    }

    [Fact]
    public async Task A_native_program_without_the_one_of_EC2Launch_beside_it_is_not_packed()
    {
        var native = Native();
        File.Delete(folder.At("native/EC2Launch.exe"));

        var packed = await ToolProcess.RunAsync(
            "bash", Repository.Root, new Dictionary<string, string> { ["OPENLAUNCH_NATIVE_EXE"] = native },
            ["-c", $"deploy/package.sh '{folder.At("one")}' '{folder.Path}'"]);

        Assert.Equal(66, packed.ExitCode);
        Assert.Contains("EC2Launch.exe is missing", packed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_release_that_is_not_native_is_refused()
    {
        var made = await ToolProcess.RunAsync(
            "bash", Repository.Root, new Dictionary<string, string> { ["OPENLAUNCH_NATIVE_EXE"] = "" },
            ["-c", $"deploy/release.sh '{folder.At("one")}'"]);

        Assert.Equal(64, made.ExitCode);
        Assert.Contains("a release is native", made.Error, StringComparison.Ordinal);
    }

    /// <summary>Two small files in the place of the native programs.</summary>
    private string Native()
    {
        Directory.CreateDirectory(folder.At("native"));
        File.WriteAllText(folder.At("native/EC2Launch.exe"), "a native starter");
        File.WriteAllText(folder.At("native/openlaunch.exe"), "a native program");
        return folder.At("native/openlaunch.exe");
    }

    [Fact]
    public async Task Another_program_is_another_package_and_the_same_product()
    {
        await PackAsync("one", umask: "022");
        await PackAsync("two", umask: "022", program: "another program");

        Assert.NotEqual(await InfoAsync("one", "suminfo", "UUID"), await InfoAsync("two", "suminfo", "UUID"));
        Assert.Equal(
            await InfoAsync("one", "export", "ProductCode\t", "Property"),
            await InfoAsync("two", "export", "ProductCode\t", "Property"));
    }

    [Fact]
    public async Task What_signs_is_given_our_files_and_then_the_installer_package_and_is_off_unless_it_is_named()
    {
        var signer = folder.At("signer");
        var log = folder.At("signed.txt");
        await PackAsync("one", umask: "022");
        await File.WriteAllTextAsync(
            signer, $"#!/bin/sh\nfor file; do echo \"${{file##*/}}\" >> '{log}'; done\n", TestContext.Current.CancellationToken);
        Assert.Equal(0, (await ToolProcess.RunAsync("chmod", folder.Path, ["+x", signer])).ExitCode);

        Assert.False(File.Exists(log));
        await PackAsync("two", umask: "022", signer: signer);

        var version = typeof(PackagingTests).Assembly.GetName().Version!.ToString(3);
        Assert.Equal(
            ["openlaunch.exe", "EC2Launch.exe", $"openlaunch-{version}-win-x64.msi"],
            await File.ReadAllLinesAsync(log, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_manifests_for_winget_and_Chocolatey_fetch_the_installer_package_of_this_version_and_no_other()
    {
        var sums = await PackAsync("one", umask: "022");
        var output = folder.At("one");
        var made = await ToolProcess.RunAsync(
            Repository.File("deploy", "manifests.sh"), Repository.Root, [output, "https://example.com/openlaunch"]);
        Assert.True(made.ExitCode == 0, made.Output + made.Error);
        var version = typeof(PackagingTests).Assembly.GetName().Version!.ToString(3);
        var msi = $"openlaunch-{version}-win-x64.msi";
        var product = (await InfoAsync("one", "export", "ProductCode\t", "Property")).Trim().Split('\t')[1];

        var manifests = Directory.GetFiles(Path.Combine(output, "winget")).Order(StringComparer.Ordinal)
            .Select(file => DeployDocument.ReadFile(file).Root).ToList();
        Assert.All(manifests, manifest => Assert.Equal(
            ("OpenLaunch.OpenLaunch", version),
            (DeployDocument.Scalar(manifest, "PackageIdentifier"), DeployDocument.Scalar(manifest, "PackageVersion"))));
        Assert.Equal(
            ["installer", "defaultLocale", "version"], manifests.Select(manifest => DeployDocument.Scalar(manifest, "ManifestType")));
        var installer = DeployDocument.List(manifests[0], "Installers").Single();
        Assert.Equal(
            (sums[msi], product, $"https://example.com/openlaunch/releases/download/v{version}/{msi}"),
            (DeployDocument.Scalar(installer, "InstallerSha256"), DeployDocument.Scalar(installer, "ProductCode"),
                DeployDocument.Scalar(installer, "InstallerUrl")));

        await using var package = await ZipFile.OpenReadAsync(
            Path.Combine(output, "chocolatey", $"openlaunch.{version}.nupkg"), TestContext.Current.CancellationToken);
        var install = await ReadAsync(package.GetEntry("tools/chocolateyinstall.ps1")!);
        Assert.Contains($"'{sums[msi]}'", install, StringComparison.Ordinal);
        Assert.Contains($"/releases/download/v{version}/{msi}'", install, StringComparison.Ordinal);
        Assert.Contains(product, await ReadAsync(package.GetEntry("tools/chocolateyuninstall.ps1")!), StringComparison.Ordinal);
        Assert.All(package.Entries.Where(entry => entry.FullName.StartsWith("tools/", StringComparison.Ordinal)), entry =>
        {
            using var reader = new StreamReader(entry.Open());
            Assert.DoesNotMatch("@[A-Z0-9]+@", reader.ReadToEnd());
        });
    }

    private static async Task<string> ReadAsync(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(await entry.OpenAsync(TestContext.Current.CancellationToken));
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The line of a packed installer package that holds a word.</summary>
    private async Task<string> InfoAsync(string name, string verb, string word, params string[] more)
    {
        var msi = Assert.Single(Directory.EnumerateFiles(folder.At(name), "*.msi"));
        var told = await ToolProcess.RunAsync("msiinfo", folder.Path, [verb, msi, .. more]);
        return Assert.Single(told.Output.Split('\n'), line => line.Contains(word, StringComparison.Ordinal));
    }

    private static Task<string> ReadAsync(string path) => File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);

    /// <returns>What must be the same, by its path: the zips, the installer package and the manifest.</returns>
    private async Task<IReadOnlyDictionary<string, string>> PackAsync(
        string name, string umask, string program = "a program", string signer = "", string native = "")
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var missing = new[] { "zip", "wixl", "msibuild" }
            .Where(tool => !folders.Any(f => File.Exists(Path.Combine(f, tool)))).ToList();
        Assert.SkipWhen(
            missing.Count > 0 && Environment.GetEnvironmentVariable("OPENLAUNCH_REQUIRE_WINE") is null,
            $"Not installed: {string.Join(", ", missing)} (Debian packages zip, wixl, msitools).");
        var published = Directory.CreateDirectory(folder.At("published")).FullName;
        await File.WriteAllTextAsync(Path.Combine(published, "openlaunch.exe"), program);
        await File.WriteAllTextAsync(Path.Combine(published, "other.dll"), "a library");
        await File.WriteAllTextAsync(Path.Combine(published, "EC2Launch.exe"), "a starter");
        var output = folder.At(name);
        var packed = await ToolProcess.RunAsync(
            "bash", Repository.Root, new Dictionary<string, string>
            {
                ["SOURCE_DATE_EPOCH"] = "1767225600",
                ["OPENLAUNCH_SIGN"] = signer,
                ["OPENLAUNCH_NATIVE_EXE"] = native,
            },
            ["-c", $"umask {umask}; deploy/package.sh '{output}' '{published}'"]);
        Assert.True(packed.ExitCode == 0, packed.Output + packed.Error);
        return Directory.EnumerateFiles(output, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".zip" or ".msi" or ".json")
            .ToDictionary(
                file => Path.GetRelativePath(output, file),
                file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))));
    }
}
