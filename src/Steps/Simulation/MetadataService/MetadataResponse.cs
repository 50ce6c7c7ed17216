namespace OpenLaunch.Steps.Simulation.MetadataService;

/// <summary>An answer.</summary>
internal sealed record MetadataResponse(int Status, string Body)
{
    /// <summary>How long the token in the body lives, in seconds, when it is one.</summary>
    public int? TokenSeconds { get; init; }

    public string Reason => Status switch
    {
        200 => "OK",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        _ => "Method Not Allowed",
    };

    /// <summary>A refusal with a page as the service sends it, which no client may take for a value.</summary>
    public static MetadataResponse Refuse(int status)
    {
        var response = new MetadataResponse(status, "");
        return response with { Body = $"<html><head><title>{status} - {response.Reason}</title></head></html>" };
    }
}
