/** What usually listens on a port, by transport: what speaks TCP only is not named on a UDP port. */
export interface Service {
  readonly tcp?: string;
  readonly udp?: string;
}

const tcp = (name: string): Service => ({ tcp: name });
const udp = (name: string): Service => ({ udp: name });
const both = (name: string): Service => ({ tcp: name, udp: name });

/** By port. A hint beside the number, never instead of it: anything may listen anywhere. */
export const services: Readonly<Record<number, Service>> = {
  20: tcp("ftp-data"),
  21: tcp("ftp"),
  22: tcp("ssh"),
  23: tcp("telnet"),
  25: tcp("smtp"),
  53: both("dns"),
  67: udp("dhcp"),
  68: udp("dhcp"),
  69: udp("tftp"),
  80: tcp("http"),
  88: both("kerberos"),
  110: tcp("pop3"),
  111: both("rpcbind"),
  123: udp("ntp"),
  135: both("msrpc"),
  137: udp("netbios"),
  138: udp("netbios"),
  139: tcp("netbios"),
  143: tcp("imap"),
  161: udp("snmp"),
  162: udp("snmp-trap"),
  179: tcp("bgp"),
  389: both("ldap"),
  443: { tcp: "https", udp: "quic" },
  445: both("smb"),
  465: tcp("smtps"),
  500: udp("ike"),
  514: both("syslog"),
  587: tcp("submission"),
  623: udp("ipmi"),
  636: tcp("ldaps"),
  853: both("dns-tls"),
  873: tcp("rsync"),
  993: tcp("imaps"),
  995: tcp("pop3s"),
  1080: tcp("socks"),
  1194: both("openvpn"),
  1433: tcp("sql-server"),
  1434: udp("sql-server"),
  1521: tcp("oracle"),
  1723: tcp("pptp"),
  1812: udp("radius"),
  1813: udp("radius"),
  1883: tcp("mqtt"),
  2049: both("nfs"),
  2181: tcp("zookeeper"),
  2375: tcp("docker"),
  2376: tcp("docker"),
  2379: tcp("etcd"),
  2380: tcp("etcd"),
  3000: tcp("dev-web"),
  3128: tcp("proxy"),
  3306: tcp("mysql"),
  3389: both("rdp"),
  3478: both("stun"),
  4500: udp("ike-nat"),
  5044: tcp("beats"),
  5060: both("sip"),
  5061: both("sips"),
  5201: both("iperf3"),
  5432: tcp("postgresql"),
  5439: tcp("redshift"),
  5601: tcp("kibana"),
  5672: tcp("amqp"),
  5900: tcp("vnc"),
  5985: tcp("winrm"),
  5986: tcp("winrm"),
  6379: tcp("redis"),
  6443: tcp("kubernetes"),
  6667: tcp("irc"),
  8000: tcp("http-alt"),
  8008: tcp("http-alt"),
  8080: tcp("http-alt"),
  8081: tcp("http-alt"),
  8086: tcp("influxdb"),
  8443: both("https-alt"),
  8500: tcp("consul"),
  8883: tcp("mqtt-tls"),
  9042: tcp("cassandra"),
  9090: tcp("prometheus"),
  9092: tcp("kafka"),
  9100: tcp("node-exporter"),
  9200: tcp("elasticsearch"),
  9300: tcp("elasticsearch"),
  10250: tcp("kubelet"),
  11211: both("memcached"),
  15672: tcp("rabbitmq"),
  27017: tcp("mongodb"),
  50000: tcp("db2"),
  51820: udp("wireguard"),
};

/** Numbers of the protocols that have the ports named here. */
export const transports: Readonly<Record<keyof Service, number>> = { tcp: 6, udp: 17 };

/** The service of a port. Without a protocol the better known one counts; other protocols than TCP and UDP have none. */
export function serviceName(port: number, protocol?: number): string | undefined {
  const service = services[port];
  if (protocol === undefined) return service?.tcp ?? service?.udp;
  if (protocol === transports.tcp) return service?.tcp;
  return protocol === transports.udp ? service?.udp : undefined;
}
