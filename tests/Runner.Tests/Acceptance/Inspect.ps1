# Tells what PowerShell's own parser finds in scripts: errors, what Windows PowerShell 5.1 would not read, and the checks.
param([string]$folder)

$ofVersion7 = 'AndAnd', 'OrOr', 'QuestionQuestion', 'QuestionQuestionEquals', 'QuestionDot', 'QuestionLBracket', 'QuestionMark'
$errors = @()
$checks = @()
foreach ($file in Get-ChildItem $folder -Recurse -Filter *.ps1) {
    $tokens = $found = $null
    $tree = [Management.Automation.Language.Parser]::ParseFile($file.FullName, [ref]$tokens, [ref]$found)
    $errors += $found | ForEach-Object { "$($file.Name) line $($_.Extent.StartLineNumber): $($_.Message)" }
    $errors += $tokens | Where-Object { "$($_.Kind)" -in $ofVersion7 } |
        ForEach-Object { "$($file.Name) line $($_.Extent.StartLineNumber): $($_.Text) is of 7" }
    # 5.1 reads a file without a byte order mark in the code page of the machine.
    if ([IO.File]::ReadAllText($file.FullName) -match '[^\x00-\x7F]') { $errors += "$($file.Name): is not plain ASCII" }
    $calls = $tree.FindAll({ param($node) $node -is [Management.Automation.Language.CommandAst] }, $true)
    $checks += $calls | Where-Object { $_.GetCommandName() -eq 'Check' } | ForEach-Object { "$($_.CommandElements[1].Value)" }
}
@{ errors = @($errors); checks = @($checks) } | ConvertTo-Json
