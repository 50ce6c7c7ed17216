namespace OpenLaunch.Steps.UserData.Parsing;

/// <summary>The form that a user data document was written in.</summary>
public enum UserDataFormat
{
    /// <summary>There is no user data, or only blanks.</summary>
    None,

    /// <summary>The tags of EC2Launch: <c>&lt;powershell&gt;</c>, <c>&lt;script&gt;</c> and their flags.</summary>
    Xml,

    /// <summary>The task list of EC2Launch v2, as YAML or as JSON text.</summary>
    Yaml,

    /// <summary>A MIME multipart message whose parts are documents of the other forms.</summary>
    Mime,

    /// <summary>A <c>#cloud-config</c> document, as cloud-init and cloudbase-init read it.</summary>
    CloudConfig,

    /// <summary>One script, told by its first line (<c>#ps1</c>, <c>rem cmd</c>, <c>#!</c>).</summary>
    Script,

    /// <summary>There is user data, but in no known form, or in no readable encoding.</summary>
    Unrecognized,
}
