using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Vigia.Server.Live;

/// <summary>Where people open the page: encrypted where it is, and by an address that a phone reaches.</summary>
internal static class PageAddress
{
    /// <summary>Null: there is no page.</summary>
    /// <param name="urls">Where the service listens.</param>
    /// <param name="names">Addresses and names for which its certificate is good.</param>
    public static string? Of(IEnumerable<string> urls, IReadOnlyList<string> names) =>
        Of(urls, names, AddressesOfMachine());

    /// <param name="machine">The machine's own addresses, the one nearest to the network first.</param>
    public static string? Of(IEnumerable<string> urls, IReadOnlyList<string> names, IReadOnlyList<string> machine)
    {
        var pages = urls.Where(url => !url.Contains("//unix:", StringComparison.Ordinal)).Select(url => new Uri(url));
        return pages.OrderByDescending(page => page.Scheme == Uri.UriSchemeHttps).FirstOrDefault() is not { } at ? null
            : !IsEverywhere(at) ? Written(at, at.Host)
            : Written(at, at.Scheme == Uri.UriSchemeHttps ? Trusted(names, machine) : Nearest(machine));
    }

    /// <summary>Addresses, then names, that are not of the machine itself.</summary>
    public static IReadOnlyList<string> NamesOf(X509Certificate2 certificate)
    {
        var all = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().ToList();
        var addresses = all.SelectMany(names => names.EnumerateIPAddresses())
            .Where(address => !IPAddress.IsLoopback(address))
            .Select(address => $"{address}");
        var names = all.SelectMany(names => names.EnumerateDnsNames())
            .Where(name => name != "localhost" && !name.StartsWith('*'));
        return [.. addresses, .. names];
    }

    private static bool IsEverywhere(Uri page) => page.Host is "0.0.0.0" or "[::]";

    // One that the machine has, else whatever the certificate says of it: by another a phone would warn.
    private static string Trusted(IReadOnlyList<string> names, IReadOnlyList<string> machine) =>
        names.FirstOrDefault(machine.Contains) ?? (names.Count > 0 ? names[0] : Nearest(machine));

    private static string Nearest(IReadOnlyList<string> machine) =>
        machine.Count > 0 ? machine[0] : IPAddress.Loopback.ToString();

    private static string Written(Uri page, string host) =>
        new UriBuilder(page.Scheme, host, page.Port).Uri.GetLeftPart(UriPartial.Authority);

    private static IReadOnlyList<string> AddressesOfMachine()
    {
        try
        {
            return
            [
                .. NetworkInterface
                    .GetAllNetworkInterfaces()
                    .Where(each => each.OperationalStatus == OperationalStatus.Up)
                    .Select(each => each.GetIPProperties())
                    .OrderByDescending(each => each.GatewayAddresses.Count > 0)
                    .SelectMany(each => each.UnicastAddresses)
                    .Select(each => each.Address)
                    .Where(each => each.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(each))
                    .Select(each => $"{each}"),
            ];
        }
        catch (NetworkInformationException)
        {
            return [];
        }
    }
}
