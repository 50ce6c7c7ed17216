using static OpenLaunch.Steps.Tests.UserData.Parsing.UserDataCase;

namespace OpenLaunch.Steps.Tests.UserData.Field;

/// <summary>The forms of cloud-init and cloudbase-init, as Terraform, Packer and consoles send them.</summary>
internal static class CloudInitCases
{
    private const string Head = "Content-Type: multipart/mixed; boundary=\"MIMEBOUNDARY\"\nMIME-Version: 1.0\r\n\r\n";

    public static readonly FieldCase[] All =
    [
        new("#ps1 below blanks", "    #ps1_sysnative\n    Get-Date\n", ["powershell admin once"], "done"),
        new("#ps1 that asks for a restart and another call", "#ps1_sysnative\n# simulate exit 1003 0\n", ["powershell admin once"], "reboot"),
        new("#ps1 that asks for a restart", "#ps1\n# simulate exit 1001\n", ["powershell admin once"], "reboot"),
        new("#ps1 that asks for the next start", "#ps1\n# simulate exit 1002\n", ["powershell admin once"], "runAgain"),
        new("rem cmd that asks for the next start", "rem cmd\nrem simulate exit 1002\n", ["batch admin once"], "runAgain"),
        new("#ps1 glued to its script", "#ps1Write-Host hi\n", [], "failed", "begins with '#ps1', but what follows it stands on the same word"),
        new("a script for bash", "#!/bin/bash\necho hi\n", [], "failed", "asks for the interpreter '/bin/bash'"),
        new("two tagged parts",
            Head + Part("text/x-shellscript", "one", "<powershell>\nGet-Date\n</powershell>")
            + Part("text/x-shellscript", "two", "<powershell>\nGet-Host\n</powershell>\n<persist>true</persist>") + End,
            ["powershell admin once", "powershell admin always"], "done"),
        new("parts that are PowerShell by their name",
            Head + Part("text/x-shellscript", "a.ps1", "New-Item C:\\one") + Part("text/x-shellscript", "b.PS1", "New-Item C:\\two") + End,
            ["powershell admin once", "powershell admin once"], "done"),
        new("parts that are batch by their name",
            Head + Part("text/x-shellscript", "a.cmd", "echo 1") + Part("application/x-unknown", "b.bat", "echo 2") + End,
            ["batch admin once", "batch admin once"], "done"),
        new("a named script that holds tags and a task list",
            Head + Part("text/x-shellscript", "a.ps1", "$h = '<script>x</script>'\n$y = @'\nversion: 1.1\ntasks:\n'@") + End,
            ["powershell admin once"], "done"),
        new("a part of cloud-config by its name", Head + Part("text/plain", "a.yml", "timezone: UTC") + End, ["timezone"], "done"),
        new("a script without a name", Head + Part("text/x-shellscript", "part-001", "Get-Date") + End,
            [], "failed", "Nothing says for which shell the script is"),
        new("parts for each boot and once",
            Head + Part("text/x-shellscript-per-boot", "a.ps1", "Get-Date") + Part("text/x-shellscript-per-once", "b.ps1", "Get-Host") + End,
            ["powershell admin always", "powershell admin once"], "done"),
        new("a name, a feature and one restart",
            Gzip(Head + Part("text/cloud-config", "part-001", "#cloud-config\nhostname: app0\ntimezone: Asia/Tbilisi\n")
            + Part("text/x-shellscript", "b.ps1", "#ps1_sysnative\n# simulate exit 1001\n") + End),
            ["hostname", "timezone", "powershell admin once"], "reboot"),
        new("cloud-config without its first line, and a named script",
            Head + Part("text/cloud-config", "c", "set_timezone: Europe/Rome\nusers:\n- name: u\n  passwd: PlantedPassword?1")
            + Part("text/x-shellscript", "t.ps1", "echo lol") + End,
            ["set_timezone", "users", "powershell admin once"], "done"),
        new("a boothook and an included file alone",
            Head + Part("text/cloud-boothook", "a", "#cloud-boothook\n#!/bin/bash") + Part("text/part-handler", "b", "x") + End,
            [], "failed", "Nothing of the MIME message is supported here"),
        new("a part for Linux beside one for Windows",
            Head + Part("text/cloud-boothook", "a", "#cloud-boothook") + Part("text/x-shellscript", "b.ps1", "Get-Date") + End,
            ["powershell admin once"], "done", "MIME part 1 (text/cloud-boothook) is of a type that is not supported"),
        new("AWS's template for scripts at every boot",
            Head + Part("text/cloud-config; charset=\"us-ascii\"", "cloud-config.txt", "#cloud-config\ncloud_final_modules:\n- [scripts-user, always]\n")
            + Part("text/x-shellscript; charset=\"us-ascii\"", "userdata.txt", "<powershell>\nGet-Date\n</powershell>") + End,
            ["powershell admin once"], "done", "'cloud_final_modules' is not supported"),
        new("cloud-config for Linux alone as a part", Head + Part("text/cloud-config", "a", "#cloud-config\npackages: [nginx]\n") + End,
            [], "failed", "Nothing of the MIME message is supported here"),
        new("a boundary of odd characters",
            "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"==_=:/odd'()+,-.?==\"\r\n\r\n--==_=:/odd'()+,-.?==\r\n"
            + "Content-Type: text/x-shellscript\r\nContent-Disposition: attachment; filename=\"setup.ps1\"\r\n\r\nls\r\n--==_=:/odd'()+,-.?==--\r\n",
            ["powershell admin once"], "done"),
        new("cloud-config of a Linux image",
            "#cloud-config\npackage_update: true\npackages: [nginx]\nhostname: web1\nssh_pwauth: false\nruncmd:\n- [sh, -c, \"echo hi\"]\n",
            ["hostname", "runcmd"], "reboot", "'packages' is not supported"),
        new("a template of Jinja as a part", Head + Part("text/jinja2", "a", "## template: jinja\n#cloud-config\n") + End,
            [], "failed", "is a template of Jinja, and templates are not rendered here"),
        new("a template of Jinja", "## template: jinja\n#cloud-config\nhostname: {{ v1.local_hostname }}\n",
            [], "failed", "templates are not rendered here"),
        new("a boundary without dashes", Head + "MIMEBOUNDARY\nContent-Type: text/plain\n\nx\n", [], "failed", "no line is '--' and the boundary"),
        new("a full name", "#cloud-config\nset_hostname: adhost01.sub.domain.tld\nset_timezone: Asia/Singapore\n",
            ["set_hostname", "set_timezone"], "reboot"),
        new("fqdn beside hostname", "#cloud-config\nfqdn: web1.corp.example\nhostname: web1\n", ["hostname"], "reboot"),
        new("fqdn alone", "#cloud-config\nfqdn: web1.corp.example\n", ["fqdn"], "reboot"),
        new("a name that is too long", "#cloud-config\nhostname: a-name-of-more-than-15\n", ["hostname"], "reboot", "the first 15 are taken"),
        new("two parts of cloud-config that name the machine",
            Head + Part("text/cloud-config", "a", "#cloud-config\nhostname: one\nruncmd: [dir]\n")
            + Part("text/cloud-config", "b", "#cloud-config\nhostname: two\nruncmd: [ver]\n") + End,
            ["hostname", "runcmd", "runcmd"], "reboot", "hostname: 'hostname' sets the name otherwise"),
        new("passwords of users",
            "#cloud-config\nchpasswd:\n  expire: false\n  list: |\n    Administrator:Planted-Pa55word!\n", ["chpasswd"], "done"),
        new("passwords of users as a list",
            "#cloud-config\nchpasswd:\n  users:\n  - { name: Administrator, password: Planted-Pa55word!, type: text }\n", ["chpasswd"], "done"),
        new("a hash as password", "#cloud-config\nchpasswd:\n  list: |\n    a:$6$x$PLANTED\n", [], "failed", "chpasswd: a hash of Linux"),
        new("the end of power", "#cloud-config\npower_state: { mode: reboot, delay: now }\n", ["power_state"], "reboot"),
        new("an end of power on condition", "#cloud-config\npower_state: { mode: poweroff, condition: false }\n", [], "skipped"),
        new("bootcmd alone", "#cloud-config\nbootcmd: [dir]\n", [], "failed", "Nothing of the #cloud-config document is supported"),
        new("locale beside a name", "#cloud-config\nlocale: de_DE\nhostname: a1\n", ["hostname"], "reboot", "'locale' is not supported"),
        new("an include without a hash", "#include\nhttps://example.com/a.ps1\n", [], "failed", "the SHA-256 of the file is required"),
        new("an included file of the machine as a part", Head + Part("text/x-include-url", "a", "file:///etc/secret.txt") + End,
            [], "failed", "the address must begin with https://"),
        new("template notes in a script", "#ps1_sysnative\n# NOTE: {{ key.path }} is replaced by the build\nparam([string]$A)\n",
            ["powershell admin once"], "done"),
    ];

    private const string End = "--MIMEBOUNDARY--\r\n";

    private static string Part(string type, string name, string text) =>
        $"--MIMEBOUNDARY\r\nContent-Disposition: attachment; filename=\"{name}\"\r\nContent-Transfer-Encoding: 7bit\r\n"
        + $"Content-Type: {type}\r\nMime-Version: 1.0\r\n\r\n{text}\n\r\n";
}
