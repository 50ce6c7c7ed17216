@echo off
rem Run by 'openlaunch sysprep' before anything else happens to this machine. Put here what the image must not carry or must
rem have. An exit code other than 0 stops the sysprep. The output is in C:\ProgramData\OpenLaunch\log\before-sysprep-output.log.

rem An instance has no use for the hibernation file of the machine that its image was made on.
powercfg.exe /hibernate off >nul 2>&1

exit /b 0
