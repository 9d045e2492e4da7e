const labels: Readonly<Record<string, string>> = {
  start_time: "Start",
  end_time: "End",
  bytes_out: "Bytes sent",
  bytes_in: "Bytes received",
  packets_out: "Packets sent",
  packets_in: "Packets received",
  interface_id: "Interface",
  account_id: "Account",
  instance_id: "Instance",
  vpc_id: "VPC",
  nat: "NAT",
};

/** `first_seen` → `First seen`. */
export function columnLabel(name: string): string {
  const known = labels[name];
  if (known !== undefined) return known;
  const words = name.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
