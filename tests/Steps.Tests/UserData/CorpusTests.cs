using OpenLaunch.Steps.Tests.Simulation;
using OpenLaunch.Steps.UserData.Parsing;
using OpenLaunch.Steps.UserData.Parsing.Forms;

namespace OpenLaunch.Steps.Tests.UserData;

/// <summary>Whole files of user data, each with the JSON that it must give beside it.</summary>
public sealed class CorpusTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "Steps.Tests", "UserData", "corpus");

    public static TheoryData<string> Names => [.. Directory.GetFiles(Folder, "*.txt").Order(StringComparer.Ordinal)
        .Select(path => Path.GetFileNameWithoutExtension(path)!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Reads_a_file_as_its_expectation_says(string name)
    {
        var document = UserDataReader.Read(File.ReadAllBytes(Path.Combine(Folder, $"{name}.txt")), BuiltInSteps.Catalogue);
        Assert.Equal(File.ReadAllText(Path.Combine(Folder, $"{name}.json")).TrimEnd(), UserDataJson.Write(document));
    }
}
