using System.Management.Automation.Runspaces;
using Microsoft.PowerShell;

// It would tell Microsoft of each start.
Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");
return ConsoleShell.Start(InitialSessionState.CreateDefault2(), "", "", args);
