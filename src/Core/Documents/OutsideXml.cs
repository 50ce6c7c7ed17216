using System.Xml;
using System.Xml.Linq;

namespace OpenLaunch.Core.Documents;

/// <summary>Reads XML that may come from anyone: without DTD, and at most 1,048,576 characters and 64 levels.</summary>
internal static class OutsideXml
{
    private const int MaxCharacters = 1 << 20;

    // Those of Windows Setup are 8 deep. Building and searching deeper trees takes time by the square of their depth.
    private const int MaxDepth = 64;

    /// <exception cref="XmlException">It cannot be read. Its message may quote the text.</exception>
    public static XDocument Load(byte[] bytes, LoadOptions options = LoadOptions.None)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MaxCharacters,
        };
        try
        {
            using (var depth = XmlReader.Create(new MemoryStream(bytes), settings))
                DemandFlat(depth);
            using var reader = XmlReader.Create(new MemoryStream(bytes), settings);
            return XDocument.Load(reader, options);
        }
        catch (ArgumentException exception)
        {
            // What .NET's reader throws where a text is not in the encoding that its first line names.
            throw new XmlException("it is not in the encoding that it names", exception, 1, 1);
        }
    }

    private static void DemandFlat(XmlReader reader)
    {
        while (reader.Read())
        {
            if (reader.Depth > MaxDepth)
            {
                var (line, column) = reader is IXmlLineInfo place ? (place.LineNumber, place.LinePosition) : (1, 1);
                throw new XmlException($"elements are nested deeper than {MaxDepth}", null, line, column);
            }
        }
    }
}
