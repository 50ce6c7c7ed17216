# A metadata service of the machine itself, and the key pair of its instance.

function New-KeyPair { New-Object Security.Cryptography.RSACryptoServiceProvider 2048 }

# The public half as a line of OpenSSH (RFC 4253, 6.6): each field after its length, the modulus with a zero for its sign.
function Get-PublicKeyLine($key) {
    $numbers = $key.ExportParameters($false)
    $line = New-Object IO.MemoryStream
    $modulus = [byte[]](@(0) + $numbers.Modulus)
    foreach ($field in [Text.Encoding]::ASCII.GetBytes('ssh-rsa'), $numbers.Exponent, $modulus) {
        $length = [BitConverter]::GetBytes([int]$field.Length)
        [Array]::Reverse($length)
        $line.Write($length, 0, 4)
        $line.Write($field, 0, $field.Length)
    }
    "ssh-rsa $([Convert]::ToBase64String($line.ToArray())) acceptance"
}

# The password that the console shows, decrypted as get-password-data does it.
function Get-ConsolePassword([string]$console, $key) {
    $block = [regex]::Match($console, '<Password>\s*([A-Za-z0-9+/=\s]+?)\s*</Password>').Groups[1].Value -replace '\s', ''
    [Text.Encoding]::UTF8.GetString($key.Decrypt([Convert]::FromBase64String($block), $false))
}

# Answers to version 2 on the loopback, in a process of its own, until Stop-Metadata.
function Start-Metadata([hashtable]$values, [int]$port = 8254) {
    $job = Start-Job -ArgumentList $values, $port -ScriptBlock {
        param($values, $port)
        $listener = New-Object Net.HttpListener
        $listener.Prefixes.Add("http://127.0.0.1:$port/")
        $listener.Start()
        do {
            $context = $listener.GetContext()
            $name = $context.Request.Url.AbsolutePath -replace '^/latest/', ''
            $answer = if ($name -eq 'api/token') { 'a-token' } else { $values[$name] }
            $context.Response.Headers['X-aws-ec2-metadata-token-ttl-seconds'] = '21600'
            if ($null -eq $answer) {
                $context.Response.StatusCode = 404
                $answer = ''
            }
            $bytes = [Text.Encoding]::UTF8.GetBytes($answer)
            $context.Response.OutputStream.Write($bytes, 0, $bytes.Length)
            $context.Response.Close()
        } while ($name -ne 'end')
    }
    for ($attempt = 0; $attempt -lt 60; $attempt++) {
        $client = New-Object Net.Sockets.TcpClient
        try { $client.Connect('127.0.0.1', $port); return $job }
        catch { Start-Sleep 1 }
        finally { $client.Close() }
    }
    throw "The metadata service of the test does not answer on port $port."
}

# Stop-Job would wait for two minutes, since the job waits for a request.
function Stop-Metadata($job, [int]$port = 8254) {
    try { Invoke-WebRequest -UseBasicParsing "http://127.0.0.1:$port/latest/end" | Out-Null } catch { } # its answer is 404
    Wait-Job $job -Timeout 20 | Out-Null
    Remove-Job $job -Force
}

# An instance with a public key and user data of three parts: scripts that persist, and a cloud-config.
function Get-InstanceMetadata([string]$publicKey, [string]$folder) {
    $umlaut = [char]0xFC
    @{
        'meta-data/'                            = 'ami-id'
        'meta-data/instance-id'                 = 'i-0acce97a4ce000001'
        'meta-data/ami-id'                      = 'ami-0acce97a4ce000001'
        'meta-data/instance-type'               = 't3.large'
        'meta-data/public-keys/0/openssh-key'   = $publicKey
        'dynamic/instance-identity/document'    = '{"billingProducts":null}'
        'user-data'                             = @"
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="part"

--part
Content-Type: text/plain; charset="utf-8"

<script>
@echo batch-$umlaut
@whoami
</script>
<powershell>
"powershell-$umlaut"
whoami
(Get-Location).Path
if (-not (Test-Path HKCU:\Environment)) { exit 9 }
Start-Process powershell.exe '-NoProfile -Command Start-Sleep 20; Test-Path HKCU:\Environment | Set-Content $folder\child.txt'
</powershell>
<persist>true</persist>
--part
Content-Type: text/cloud-config

#cloud-config
write_files:
- { path: '$folder\written.txt', content: written }
groups:
- openlaunch-group: [openlaunch-admin]
users:
- { name: openlaunch-user, gecos: Acceptance, groups: [Users] }
ssh_authorized_keys: [ssh-ed25519 AAAAacceptance someone]
--part--
"@
    }
}
