using static OpenLaunch.Steps.Tests.UserData.Parsing.UserDataCase;

namespace OpenLaunch.Steps.Tests.UserData.Field;

/// <summary>Tags, as templates, consoles and scripts send them.</summary>
internal static class TagCases
{
    public static readonly FieldCase[] All =
    [
        new("tags indented by a template",
            "            <powershell>\n            Start-Sleep 1\n            </powershell>\n"
            + "            <runAsLocalSystem>true</runAsLocalSystem>\n            \n",
            ["powershell system once"], "done"),
        new("a script that is quoted whole, tags in its header included", """
            <powershell># Version 3
            # To send it, use:
            # <powershell>
            #  ...
            # </powershell>
            # <powershellArguments>-NoProfile</powershellArguments>
            Write-Output "bootstrapping"
            </powershell><powershellArguments>-NoProfile</powershellArguments><persist>true</persist>
            """,
            [], "failed", "The <powershell> of line 1 is closed on line 5 and again on line 8"),
        new("the same script without its outer tags", """
            # Version 3
            # To send it, use:
            # <powershell>
            #  ...
            # </powershell>
            Write-Output "bootstrapping"
            """,
            [], "failed", "<powershell> on line 3 stands in a comment"),
        new("a commented sample above the script", """
            # As in <powershell>Get-Date</powershell>
            <powershell>
            Write-Output "real"
            </powershell>
            """,
            ["powershell admin once"], "done", "<powershell> on line 1 stands in a comment, so it opens no block."),
        new("a flag on the line on which a script ends with a comment", "<script>\necho 1\n:: end</script><persist>true</persist>",
            ["batch admin always"], "done"),
        new("dashes and quotes of print in a script",
            "\uFEFF<script>\n  reg query HKLM\n</script>\n<powershell>\n# one disk — really\n$d | ? IsOffline –Eq $True\n</powershell>\n",
            ["batch admin once", "powershell admin once"], "done"),
        new("a block of its own for the script behind it", """
            <powershell>
            iex "x"
            </powershell>
            <persist>true</persist>
            <secrets><key>PLANTED</key></secrets>
            """,
            ["powershell admin always"], "done", "Text outside of the tags is not run"),
        new("closed twice in a row", "<powershell>Write-Output 1</powershell></powershell>\n<persist>true</persist>",
            ["powershell admin always"], "done", "</powershell> stands twice: the block is closed already"),
        new("closed thrice, a line each", "<script>\necho 1\n</script>\n</script>\n</script>",
            ["batch admin once"], "done", "</script> stands twice"),
        new("an empty block of a framework", "<powershell></powershell><persist>true</persist>",
            [], "skipped", "The <powershell> block is empty, so nothing is started for it."),
        new("user data of another machine in a here-string", """
            <powershell>
            $child = @"
            <powershell>
            Write-Output 'child'
            </powershell>
            <persist>true</persist>
            "@
            New-EC2Instance -UserData $child
            </powershell>
            """,
            [], "failed", "The <powershell> of line 1 is closed on line 5 and again on line 9"),
        new("user data of two other machines in here-strings", """
            <powershell>
            $a = '<powershell>a</powershell><persist>true</persist>'
            $b = '<powershell>b</powershell>'
            New-EC2Instance -UserData $a
            </powershell>
            """,
            [], "failed", "The <powershell> of line 1 is closed on line 2 and again on line 5"),
        new("wrapped twice by a tool", "<powershell>\n<powershell>\nGet-Date\n</powershell>\n</powershell>\n",
            [], "failed", "is closed on line 4 and again on line 5"),
        new("a block that is right beside one that is cut",
            "<script>\necho 1\n</script>\n<powershell>\n'</powershell>'\nGet-Date\n</powershell>\n",
            ["batch admin once"], "failed", "The <powershell> of line 4 is closed on line 5 and again on line 7"),
        new("a flag that is cut", "<script>echo 1</script><persist>true</persist>\nx</persist>",
            ["batch admin once"], "failed", "The <persist> of line 1 is closed on line 1 and again on line 2"),
        new("a flag inside the block", "<powershell>\nWrite-Output 1\n<persist>true</persist>\n</powershell>\n",
            ["powershell admin once"], "done", "<persist> stands inside the <powershell> block"),
        new("a flag with a blank that nobody sees", "<powershell>\nGet-Date\n</powershell>\n<persist>\u200Btrue</persist>",
            ["powershell admin once"], "done", "It holds an invisible character (U+200B)."),
        new("a flag in typographic quotes", "<script>echo</script><persist>“true”</persist>",
            ["batch admin once"], "done", "It holds the typographic quote “ (U+201C)."),
        new("a Markdown fence around", "```powershell\n<powershell>\nGet-Date\n</powershell>\n```\n",
            ["powershell admin once"], "done", "Text outside of the tags is not run"),
        new("closed by the other tag", "<powershell>\nGet-Date\n</script>\n",
            [], "failed", "<powershell> has no </powershell>, so its text is not run. </script> on line 3 does not close it."),
        new("a slash forgotten", "<powershell>\nGet-Date\n<powershell>\n",
            [], "failed", "<powershell> on line 3 does not close it: its slash is missing."),
        new("never closed", "<powershell>\nGet-Date\n", [], "failed", "<powershell> has no </powershell>"),
        new("closed and never opened", "Get-Date\n</powershell>\n<persist>true</persist>\n",
            [], "failed", "</powershell> closes nothing: there is no <powershell> before it."),
        new("tags that cross", "<script>\necho 1\n<powershell>\n</script>\nGet-Date\n</powershell>\n",
            ["batch admin once"], "failed", "the <powershell> of line 3 stands in the <script> block of line 1"),
        new("a misspelt opening tag before a right closing one",
            "<script>\necho 1\n</script>\n<powershel>\nGet-Date\n</powershell>\n",
            ["batch admin once"], "failed", "'<powershel>' on line 4 is not a tag"),
        new("placeholders and streams in a script",
            "<powershell>\n& $f -Url \"https://<REPLACE-SERVER>\" 3>&1 4>&1\n$c = \"${cluster}\"\n%{ if x ~}\n%{ endif ~}\n</powershell>\n",
            ["powershell admin once"], "done"),
        new("lines joined without an end", "<script>\ncfn-init.exe -v -s s -r R\ncfn-signal.exe -e %ERRORLEVEL% aHR0\n</script>",
            ["batch admin once"], "done"),
        new("formatted by a program in Go", "<powershell>%!s(MISSING)\nGet-Date</powershell>\n<persist>%!t(string=true)</persist>",
            ["powershell admin once"], "done", "<persist> holds neither 'true' nor 'false'"),
        new("byte order mark, CR LF and an accent", "\uFEFF<powershell>\r\nWrite-Output \"é\"\r\n</powershell>\r\n<persist>true</persist>",
            ["powershell admin always"], "done"),
        new("capitals", "<PowerShell>\nImport-Module ECSTools\n</PowerShell>\n<PERSIST>True</PERSIST>",
            ["powershell admin always"], "done"),
        new("gzip", Gzip("<powershell>\nGet-Date\n</powershell>\n"), ["powershell admin once"], "done"),
        new("gzip in base64", Base64(Gzip("<script>\necho 1\n</script>\n")), ["batch admin once"], "done"),
        new("base64 in lines", Base64(System.Text.Encoding.UTF8.GetBytes("<script>echo " + new string('x', 200) + "</script>"),
            System.Base64FormattingOptions.InsertLineBreaks), ["batch admin once"], "done"),
        new("tags in the code page of Western Europe", [.. "<powershell>\n# caf"u8, 0xE9, .. "\n</powershell>\n"u8], [], "failed", "UTF-8"),
        new("the same in base64", Base64([.. "<powershell>\n# caf"u8, 0xE9, .. "\n</powershell>\n"u8]), [], "failed", "UTF-8"),
        new("the declaration of XML above tags", "<?xml version=\"1.0\"?>\n<powershell>\nGet-Date\n</powershell>\n",
            ["powershell admin once"], "done"),
        new("CDATA in a script", "<powershell>\n$x = [xml]\"<a><![CDATA[<b>]]></a>\"\n</powershell>", ["powershell admin once"], "done"),
        new("lines that end with CR alone", "<powershell>\rGet-Date\r</powershell>\r", ["powershell admin once"], "done"),
        new("the end of a here-document left over", "<powershell>\nGet-Date\n</powershell>\nEOT\n",
            ["powershell admin once"], "done", "Text outside of the tags is not run"),
        new("escaped for HTML", "&lt;powershell&gt;\nGet-Date\n&lt;/powershell&gt;\n", [], "failed", "'&lt;' where one may be"),
        new("escaped for JSON", "\"\\u003cpowershell\\u003eGet-Date\\u003c/powershell\\u003e\"", [], "failed", "'\\u003c' where one may be"),
        new("escaped for an address", "%3Cpowershell%3EGet-Date%3C%2Fpowershell%3E", [], "failed", "'%3C' where one may be"),
        new("brackets of full width", "＜powershell＞Get-Date＜/powershell＞", [], "failed", "'＜' where one may be"),
        new("attributes", "<powershell version=\"5\">\nGet-Date\n</powershell>\n", [], "failed", "'<powershell version=\"5\">' is not one"),
        new("a blank in the tag", "< powershell>\nGet-Date\n</powershell>\n", [], "failed", "'< powershell>' is not one"),
        new("HTML in a script", "<powershell>\n$h = '<script>alert(1)</script>'\n</powershell>\n", ["powershell admin once"], "done"),
        new("arguments and detach",
            "<powershell>Get-Date</powershell><powershellArguments>-NoProfile</powershellArguments><detach>true</detach>",
            ["powershell admin once detached"], "done"),
    ];
}
