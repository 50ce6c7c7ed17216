using System.Security.Cryptography;
using System.Text;
using OpenLaunch.Steps.Accounts;

namespace OpenLaunch.Steps.Scripts;

/// <summary>One script or program of a step, ready to run.</summary>
/// <param name="Kind">What it is, for people: <c>PowerShell script</c>.</param>
/// <param name="Ordinal">Its place in the step, from 1.</param>
public sealed record ScriptJob(string Kind, int Ordinal)
{
    /// <summary>The language of <see cref="Content"/> and <see cref="Check"/>.</summary>
    public required ScriptLanguage Language { get; init; }

    /// <summary>The script.</summary>
    public required string Content { get; init; }

    /// <summary>The script that tells whether there is anything to do, or null.</summary>
    public string? Check { get; init; }

    /// <summary>Arguments to the shell, or null for its default ones.</summary>
    public string? Arguments { get; init; }

    /// <summary>The administrator to run as, or null for LocalSystem.</summary>
    public AdminLogon? Logon { get; init; }

    /// <summary>Whether it runs once for the instance.</summary>
    public bool IsOnce { get; init; }

    /// <summary>Whether nobody waits for it.</summary>
    public bool Detach { get; init; }

    /// <summary>The name under which the journal keeps that it is finished: another text is another script.</summary>
    public string Key => $"script{Ordinal}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Content)))[..16]}";
}
