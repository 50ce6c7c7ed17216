using System.Runtime.Versioning;
using System.Security.AccessControl;
using System.Security.Principal;
using System.Text;
using Microsoft.Win32;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Journal;
using OpenLaunch.Steps.Native;
using OpenLaunch.Steps.Permissions;

namespace OpenLaunch.Steps.Accounts;

/// <summary>The files of public keys that OpenSSH for Windows reads on this machine.</summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsAuthorizedKeys : IAuthorizedKeys
{
    private const string Profiles = @"SOFTWARE\Microsoft\Windows NT\CurrentVersion\ProfileList";
    private const int LongestPath = 260; // MAX_PATH, which CreateProfile is documented with

    // sshd refuses a file that anybody but these can write (Microsoft Learn, "OpenSSH Server configuration for Windows").
    private const string Private = "O:BAD:P(A;;FA;;;SY)(A;;FA;;;BA)";

    public async Task<AuthorizedKeyFile> ReadAsync(KeyOwner owner, CancellationToken cancellationToken)
    {
        if (PathOf(owner) is not { } path || !File.Exists(path))
            return new AuthorizedKeyFile("", IsPrivate: true);
        var others = new WindowsFolderPermissions().FindUntrustedWriters(path).Where(writer => !IsOwner(writer, owner));
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        FinalPath.Demand(file.SafeFileHandle, path);
        return new AuthorizedKeyFile(await AuthorizedKeyFile.ReadTextAsync(file, path, cancellationToken), !others.Any());
    }

    public Task WriteAsync(KeyOwner owner, string text, CancellationToken cancellationToken)
    {
        var path = PathOf(owner) ?? Path.Combine(CreateProfile(owner), ".ssh", "authorized_keys");
        var folder = Path.GetDirectoryName(path)!;
        if (owner.User is not null)
            Directory.CreateDirectory(folder); // inherits from the profile: the user, Administrators and SYSTEM
        else if (!Directory.Exists(folder))
            WindowsFolderPermissions.Create(folder, usersMayRead: true);
        else
            DemandTrustedOwner(folder);

        // The folder is the user's: it may be a link, and may be exchanged for one at any time. Windows neither renames a folder
        // with an open file in it nor makes a link of it, so what holds for the open file holds until it is closed.
        var inside = Path.Combine(folder, Path.GetRandomFileName());
        using var pin = Create(inside, owner, FileOptions.DeleteOnClose);

        // A new file with its permissions from the first moment, put in place as a whole.
        AtomicFile.Write(path, Encoding.UTF8.GetBytes(text), next => Create(next, owner, FileOptions.None));
        return Task.CompletedTask;
    }

    // Users may make folders in ProgramData, and whoever owns a folder can exchange what is in it.
    private static void DemandTrustedOwner(string folder)
    {
        var owner = new DirectoryInfo(folder).GetAccessControl(AccessControlSections.Owner).GetOwner(typeof(SecurityIdentifier));
        if (WriteAccess.Untrusted(owner?.Value ?? "", []).Count > 0)
            throw new MachineException(
                $"The folder '{folder}' belongs to {owner}, who could exchange the administrators' keys in it. "
                + "See what is in it, and give it to Administrators: takeown /a /f");
    }

    private static FileStream Create(string path, KeyOwner owner, FileOptions options)
    {
        var security = new FileSecurity();
        security.SetSecurityDescriptorSddlForm(owner.Sid is null ? Private : $"{Private}(A;;FA;;;{owner.Sid})");
        var file = new FileInfo(path).Create(
            FileMode.CreateNew, FileSystemRights.FullControl, FileShare.None, bufferSize: 4096, options, security);
        try
        {
            // Of each: what is pinned may be behind a link of the same name that leads elsewhere by now.
            FinalPath.Demand(file.SafeFileHandle, path);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The file, or null when the user has no profile yet.</summary>
    private static string? PathOf(KeyOwner owner)
    {
        if (owner.User is null)
        {
            var programData = Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData);
            return Path.Combine(programData, "ssh", "administrators_authorized_keys");
        }

        using var key = Registry.LocalMachine.OpenSubKey($@"{Profiles}\{owner.Sid}");
        return key?.GetValue("ProfileImagePath") is string profile ? Path.Combine(profile, ".ssh", "authorized_keys") : null;
    }

    // A user who has never logged on has no profile, and a folder in its place would get the profile another name.
    private static unsafe string CreateProfile(KeyOwner owner)
    {
        var path = stackalloc char[LongestPath];
        var what = $"Cannot make the profile of {owner}";
        int result;
        try
        {
            result = LogonNative.CreateProfile(owner.Sid!, owner.User!, path, LongestPath);
        }
        catch (EntryPointNotFoundException exception)
        {
            throw WindowsException.ForMissingFunction(what, exception);
        }

        if (result < 0)
            throw WindowsException.ForCode(what, result & 0xFFFF, "Run as an administrator or LocalSystem.");
        return new string(path);
    }

    private static bool IsOwner(string writer, KeyOwner owner) => owner.User is { } user
        && (writer == owner.Sid || writer.EndsWith($@"\{user}", StringComparison.OrdinalIgnoreCase));
}
