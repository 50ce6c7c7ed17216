namespace OpenLaunch.Runner.Tests.Repair;

/// <summary>Machines that moved, as machine files; each has stale routes, and some have what must stay.</summary>
internal static class MovedMachines
{
    private const string Rest = """
        licence: { status: notification }
        services:
          - { name: W32Time, state: running, startType: automatic }
        """;

    public const string Ipv6 = """
        computerName: A
        adapters:
          - { index: 12, name: Ethernet, description: Amazon Elastic Network Adapter, ipv6: ["2600:1f18:2::10/64"], gateways: ["fe80::2"], metric: 15 }
        routes:
          - { destination: "fd00:ec2::254/128", gateway: "fe80::1", interface: 12, metric: 15, persistent: true }
          - { destination: "fd00:ec2::250/128", gateway: "fe80::1", interface: 12, metric: 15, persistent: true }

        """ + Rest;

    public const string BothFamilies = """
        computerName: A
        adapters:
          - { index: 12, name: Ethernet, description: Amazon Elastic Network Adapter, ipv4: [172.31.40.10/20], ipv6: ["2600:1f18:2::10/64"], gateways: [172.31.32.1, "fe80::2"], metric: 15 }
        routes:
          - { destination: 169.254.169.254/32, gateway: 10.0.16.1, interface: 12, metric: 25, persistent: true }
          - { destination: "fd00:ec2::254/128", gateway: "fe80::1", interface: 12, metric: 15, persistent: true }

        """ + Rest;

    public const string TwoInterfaces = """
        computerName: A
        adapters:
          - { index: 15, name: Ethernet 2, description: Amazon Elastic Network Adapter, ipv4: [172.31.50.10/20], gateways: [172.31.48.1], metric: 10 }
          - { index: 12, name: Ethernet, description: Amazon Elastic Network Adapter, ipv4: [172.31.40.10/20], gateways: [172.31.32.1], metric: 15 }
        routes:
          - { destination: 169.254.169.254/32, gateway: 172.31.48.1, interface: 15, metric: 5, persistent: true }
          - { destination: 169.254.169.250/32, gateway: 10.0.16.1, interface: 12, metric: 25, persistent: true }

        """ + Rest;

    public const string SwitchOnTop = """
        computerName: A
        adapters:
          - { index: 12, name: Ethernet, description: Amazon Elastic Network Adapter, metric: 15 }
          - { index: 20, name: vEthernet (nat), description: Hyper-V Virtual Ethernet Adapter, ipv4: [172.20.0.1/20], metric: 5000 }
          - { index: 30, name: vEthernet (Ethernet), description: "Hyper-V Virtual Ethernet Adapter #2", ipv4: [172.31.40.10/20], gateways: [172.31.32.1], metric: 15 }
        routes:
          - { destination: 169.254.169.254/32, gateway: 10.0.16.1, interface: 30, metric: 25, persistent: true }

        """ + Rest;

    public const string OnLinkGateway = """
        computerName: A
        adapters:
          - { index: 12, name: Ethernet, description: Amazon Elastic Network Adapter, ipv4: [172.31.40.10/20], gateways: [0.0.0.0], metric: 15 }
        routes:
          - { destination: 169.254.169.254/32, gateway: 10.0.16.1, interface: 12, metric: 25, persistent: true }

        """ + Rest;

    public const string SomebodyElsesRoutes = """
        computerName: A
        adapters:
          - { index: 12, name: Ethernet, description: Amazon Elastic Network Adapter, ipv4: [172.31.40.10/20], gateways: [172.31.32.1], metric: 15 }
        routes:
          - { destination: 169.254.169.254/32, gateway: 10.0.16.1, interface: 12, metric: 25, persistent: true }
          - { destination: 169.254.170.2/32, gateway: 10.0.16.1, interface: 12, metric: 7, persistent: true }
          - { destination: 169.254.0.0/16, gateway: 172.31.40.99, interface: 12, metric: 8, persistent: true }
          - { destination: 10.0.0.0/8, gateway: 10.0.16.1, interface: 12, metric: 9, persistent: true }

        """ + Rest;
}
