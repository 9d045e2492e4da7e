import { sampleStart } from "../../support/flowSamples";

const header = "version interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action tcp-flags log-status";
const hosts = ["10.0.0.1", "10.0.0.2", "192.0.2.7", "198.51.100.9", "2001:db8::5"];

/** Sixty flows between five hosts, in which each value comes several times and ports are missing here and there, as a log. */
export function narrowedFlows(tcpFlags: (row: number) => string): string {
  const lines = Array.from({ length: 60 }, (_, row) => {
    const [source, destination] = [hosts[row % 5] ?? "", hosts[(row * 3 + 1) % 5] ?? ""];
    const start = sampleStart + row * 37;
    const port = row % 4 === 0 ? "-" : String(1000 + (row % 7));
    const fields = [3, `eni-${row % 3}`, source, destination, port, 1000 + (row % 5), row % 2 === 0 ? 6 : 17, row, row * 17];
    return [...fields, start, start + 30, row % 3 === 0 ? "REJECT" : "ACCEPT", tcpFlags(row), "OK"].join(" ");
  });
  return [header, ...lines].join("\n");
}
