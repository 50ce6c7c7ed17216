using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.BootTask.Native;

/// <summary>The task scheduler. Methods without parameters are not used and hold their places.</summary>
[NativeInterface("ITaskService", "taskschd.h")]
[GeneratedComInterface(StringMarshalling = StringMarshalling.Custom, StringMarshallingCustomType = typeof(BStrStringMarshaller))]
[Guid("2FABA4C7-4DA9-4013-9697-20CC3FD40F85")]
internal partial interface ITaskService : IDispatch
{
    ITaskFolder GetFolder(string path);

    void GetRunningTasks();

    void NewTask();

    void Connect(ComVariant server, ComVariant user, ComVariant domain, ComVariant password);
}

/// <summary>A folder of tasks.</summary>
[NativeInterface("ITaskFolder", "taskschd.h")]
[GeneratedComInterface(StringMarshalling = StringMarshalling.Custom, StringMarshallingCustomType = typeof(BStrStringMarshaller))]
[Guid("8CFAC062-A080-4C15-9A88-AA7C2AF80DFC")]
internal partial interface ITaskFolder : IDispatch
{
    void get_Name();

    void get_Path();

    void GetFolder();

    void GetFolders();

    void CreateFolder();

    void DeleteFolder();

    IRegisteredTask GetTask(string path);

    void GetTasks();

    void DeleteTask(string name, int flags);

    IRegisteredTask RegisterTask(
        string path, string xml, int flags, ComVariant user, ComVariant password, int logonType, ComVariant sddl);
}

/// <summary>A registered task.</summary>
[NativeInterface("IRegisteredTask", "taskschd.h")]
[GeneratedComInterface(StringMarshalling = StringMarshalling.Custom, StringMarshallingCustomType = typeof(BStrStringMarshaller))]
[Guid("9C86F320-DEE3-4DD1-B972-A303F26B061E")]
internal partial interface IRegisteredTask : IDispatch
{
    void get_Name();

    void get_Path();

    void get_State();

    short get_Enabled();

    void put_Enabled();

    void Run();

    void RunEx();

    void GetInstances();

    void get_LastRunTime();

    void get_LastTaskResult();

    void get_NumberOfMissedRuns();

    void get_NextRunTime();

    void get_Definition();

    string get_Xml();
}

internal static class TaskSchedulerNative
{
    [NativeConstant("taskschd.h")] public static readonly Guid CLSID_TaskScheduler = new("0F87369F-A4E5-4CFC-BD3E-73E6154572DD");
    [NativeConstant("taskschd.h")] public const int TASK_UPDATE = 4;
    [NativeConstant("taskschd.h")] public const int TASK_CREATE_OR_UPDATE = 6;
    [NativeConstant("taskschd.h")] public const int TASK_LOGON_SERVICE_ACCOUNT = 5;
}
