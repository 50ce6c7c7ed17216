using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.UserData.Parsing.Decoding;

namespace OpenLaunch.Steps.UserData.Parsing;

/// <summary>
/// Reads EC2 user data: what it asks for, and what is wrong with it. User data is untrusted, so the work is bounded:
/// at most 1 MiB is read, before and after unpacking, in time linear in its length.
/// </summary>
public static class UserDataParser
{
    /// <summary>Reads a piece of user data as the instance metadata service returns it.</summary>
    /// <param name="data">
    /// The bytes: text in UTF-8, or in UTF-16 or UTF-32 with a byte order mark; or gzip, zip or base64 of it.
    /// </param>
    /// <param name="catalogue">
    /// The steps that a task list may name, beside the tasks of EC2Launch v2; null: those tasks alone.
    /// </param>
    /// <returns>The document. What cannot be read is a problem in it, never an exception.</returns>
    public static UserDataDocument Parse(ReadOnlySpan<byte> data, StepCatalogue? catalogue = null) =>
        new UserDataReader(new ReadBudget(), catalogue).Read(data.ToArray());
}
