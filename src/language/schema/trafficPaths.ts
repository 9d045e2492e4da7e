/** What the numbers of `traffic_path` say: the way by which traffic left the interface (AWS documentation). */
export const trafficPaths: Readonly<Record<number, string>> = {
  1: "another resource in the VPC",
  2: "internet or gateway VPC endpoint",
  3: "virtual private gateway",
  4: "peering within the region",
  5: "peering between regions",
  6: "local gateway",
  7: "gateway VPC endpoint (Nitro)",
  8: "internet gateway (Nitro)",
};
