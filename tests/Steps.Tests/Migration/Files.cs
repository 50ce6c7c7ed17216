using System.Text;
using OpenLaunch.Core.Configuration;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Migration;

namespace OpenLaunch.Steps.Tests.Migration;

/// <summary>Files of other agents, and the plans that are made of them.</summary>
internal static class Files
{
    public const string Planted = "Pl4nted-Secret-Of-A-File";

    public static string LaunchConfig(string type = "Random", string more = "") => $$"""
        {
        	"setComputerName": false,
        	"setMonitorAlwaysOn": true,
        	"setWallpaper": true,
        	"addDnsSuffixList": true,
        	"extendBootVolumeSize": true,
        	"handleUserData": true,
        	"adminPasswordType": "{{type}}"{{more}}
        }
        """;

    public static MigratedPlan Migrate(string name, string text, params string[] enabledTasks) =>
        new Migrator(BuiltInSteps.Catalogue, enabledTasks).Migrate([File(name, text)]);

    public static MigratedPlan Migrate(params (string Name, string Text)[] files) =>
        new Migrator(BuiltInSteps.Catalogue).Migrate([.. files.Select(file => File(file.Name, file.Text))]);

    public static SourceFile File(string name, string text) => new(name, Encoding.UTF8.GetBytes(text));

    /// <summary>The plan as a run reads what is written.</summary>
    public static Plan Written(MigratedPlan plan) =>
        new ConfigurationReader(BuiltInSteps.Catalogue).Read(PlanText.Write(plan), "openlaunch.yml").Plan;

    public static PlanEntry Entry(MigratedPlan plan, string name) => Written(plan).Entries.Single(entry => entry.Name == name);

    public static IEnumerable<string> Lines(MigratedPlan plan, MigrationKind kind) =>
        plan.Notes.Where(note => note.Kind == kind).Select(note => $"{note.From}: {note.Message}");
}
