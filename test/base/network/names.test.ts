import { describe, expect, it } from "vitest";
import { protocolNames } from "../../../src/base/network/protocolNames";
import { serviceName, services } from "../../../src/base/network/serviceNames";
import { tcpFlagNames } from "../../../src/base/network/tcpFlags";

describe("Names of services", () => {
  it.each<readonly [port: number, protocol: number | undefined, name: string | undefined]>([
    [22, undefined, "ssh"],
    [22, 6, "ssh"],
    [22, 17, undefined],
    [53, 6, "dns"],
    [53, 17, "dns"],
    [123, undefined, "ntp"],
    [123, 6, undefined],
    [443, undefined, "https"],
    [443, 6, "https"],
    [443, 17, "quic"],
    [443, 1, undefined],
    [0, 1, undefined],
    [31000, 6, undefined],
    [-1, undefined, undefined],
  ])("port %s of protocol %s: %s", (port, protocol, name) => {
    expect(serviceName(port, protocol)).toBe(name);
  });

  it("are short words in lower case, on ports that there are", () => {
    const entries = Object.entries(services).map(([port, { tcp, udp }]) => ({ port: Number(port), names: [tcp ?? udp, udp ?? tcp] }));
    expect(
      entries.filter(({ port, names }) => port < 1 || port > 65535 || !names.every((name) => /^[a-z][a-z0-9-]+$/.test(name ?? ""))),
    ).toEqual([]);
  });
});

describe("Names of protocols", () => {
  it.each([
    [1, "ICMP"],
    [6, "TCP"],
    [17, "UDP"],
    [58, "IPv6-ICMP"],
    [255, "reserved"],
    [7, undefined],
  ])("%s: %s", (protocol, name) => {
    expect(protocolNames[protocol]).toBe(name);
  });
});

describe("Names of TCP flags", () => {
  it.each([
    [0, ""],
    [1, "FIN"],
    [2, "SYN"],
    [18, "SYN ACK"],
    [255, "FIN SYN RST PSH ACK URG ECE CWR"],
    [256, undefined],
    [-1, undefined],
    [1.5, undefined],
    [Number.NaN, undefined],
  ])("%s: %j", (flags, names) => {
    expect(tcpFlagNames(flags)).toBe(names);
  });
});
