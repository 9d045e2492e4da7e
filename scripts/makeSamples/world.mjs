import { windows } from "./day.mjs";

/**
 * Who is who: two AWS accounts with a VPC each, joined by a transit gateway, and one small VPC at IBM (ibmWorld.mjs).
 * Addresses outside are from the ranges that are reserved for documentation and benchmarks, so nobody real is named.
 */

/**
 * @typedef {object} FlowLog
 * @property {string} id
 * @property {string} account
 * @property {string} region
 * @property {number} version the highest of its fields
 * @property {readonly string[]} fields in the order of the records
 * @property {"default" | "hiveParquet"} layout
 * @property {ReadonlySet<number>} kept starts of the five-minute windows whose objects the sample has
 */

/**
 * @typedef {object} Host
 * @property {string} account
 * @property {string} vpc
 * @property {string} subnet
 * @property {string} az
 * @property {FlowLog} flowLog
 * @property {string} address
 * @property {string} [address6]
 * @property {string} interface
 * @property {string} [instance] absent for what AWS runs itself
 * @property {readonly [string, string]} [tags]
 */

const defaultFields =
  "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status".split(" ");

const fieldsToVersion5 = [
  ...defaultFields,
  ..."vpc-id subnet-id instance-id tcp-flags type pkt-srcaddr pkt-dstaddr region az-id sublocation-type sublocation-id".split(" "),
  ..."pkt-src-aws-service pkt-dst-aws-service flow-direction traffic-path".split(" "),
];

const shopAccount = "111122223333";
// A leading zero on purpose: an account id that is read as a number is a wrong one.
const researchAccount = "012345678901";

/**
 * A whole day of all windows would be over a thousand objects, so the quiet hours are thinned out.
 *
 * @satisfies {Record<string, FlowLog>}
 */
export const flowLogs = {
  shopPublic: {
    id: "fl-0a1b2c3d4e5f60718",
    account: shopAccount,
    region: "eu-west-1",
    version: 2,
    fields: defaultFields,
    layout: "default",
    kept: new Set([
      ...windows("00:00", "23:00", 60),
      ...windows("03:10", "03:25"),
      ...windows("09:30", "09:50"),
      ...windows("13:05", "13:15"),
    ]),
  },
  shopPrivate: {
    id: "fl-0b2c3d4e5f6071829",
    account: shopAccount,
    region: "eu-west-1",
    version: 5,
    // What "select all" in the console gives: every field, in alphabetical order.
    fields: [...fieldsToVersion5].sort(),
    layout: "default",
    kept: new Set([...windows("02:00", "02:05"), ...windows("06:00", "21:00", 180), ...windows("13:10", "13:10")]),
  },
  researchStorage: {
    id: "fl-0c3d4e5f607182930",
    account: researchAccount,
    region: "eu-central-1",
    version: 5,
    fields: fieldsToVersion5,
    layout: "hiveParquet",
    kept: new Set(windows("01:00", "04:50", 10)),
  },
  researchBuild: {
    id: "fl-0d4e5f60718293041",
    account: researchAccount,
    region: "eu-central-1",
    version: 11,
    fields: [
      ..."version account-id interface-id instance-id srcaddr dstaddr srcport dstport protocol tcp-flags type packets bytes".split(" "),
      ..."start end action reject-reason encryption-status flow-direction traffic-path instance-tag instance-tag-2".split(" "),
      ..."interface-type next-hop-interface-id next-hop-az-id next-hop-interface-type log-status".split(" "),
    ],
    layout: "default",
    kept: new Set([...windows("04:00", "20:00", 240), ...windows("10:00", "14:00", 240)]),
  },
};

export const transitGateway = {
  flowLogId: "fl-0e5f6071829304152",
  account: shopAccount,
  region: "eu-west-1",
  id: "tgw-0abc111222333444d",
  kept: new Set(windows("02:00", "02:05")),
  attachments: {
    "vpc-0f1e2d3c4b5a69788": "tgw-attach-0de5f6a7b8c9d0e1f",
    "vpc-0a9b8c7d6e5f43210": "tgw-attach-0ef6a7b8c9d0e1f2a",
  },
};

const shop = { account: shopAccount, vpc: "vpc-0f1e2d3c4b5a69788" };
const shopPublic = { ...shop, subnet: "subnet-0aa1bb2cc3dd4ee5f", az: "euw1-az1", flowLog: flowLogs.shopPublic };
const shopPrivate = { ...shop, subnet: "subnet-0bb2cc3dd4ee5ff6a", az: "euw1-az2", flowLog: flowLogs.shopPrivate };
const research = { account: researchAccount, vpc: "vpc-0a9b8c7d6e5f43210", subnet: "subnet-0cc3dd4ee5ff6aa7b", az: "euc1-az1" };

/** @satisfies {Record<string, Host>} */
export const hosts = {
  web1: {
    ...shopPublic,
    address: "10.10.1.10",
    address6: "2001:db8:10:1::10",
    interface: "eni-0a10b10c10d10e101",
    instance: "i-0a10f0e0d0c0b0a01",
  },
  web2: {
    ...shopPublic,
    address: "10.10.1.11",
    address6: "2001:db8:10:1::11",
    interface: "eni-0a11b11c11d11e111",
    instance: "i-0a11f0e0d0c0b0a02",
  },
  bastion: { ...shopPublic, address: "10.10.1.20", interface: "eni-0a20b20c20d20e201", instance: "i-0a20f0e0d0c0b0a03" },
  // Meant to be reached by the application servers only; it stands in the public subnet all the same.
  database: { ...shopPublic, address: "10.10.1.50", interface: "eni-0a50b50c50d50e501", instance: "i-0a50f0e0d0c0b0a04" },
  spare: { ...shopPublic, address: "10.10.1.90", interface: "eni-0a90b90c90d90e901", instance: "i-0a90f0e0d0c0b0a05" },
  nat: {
    ...shopPrivate,
    subnet: shopPublic.subnet,
    az: shopPublic.az,
    address: "10.10.1.5",
    interface: "eni-0c00d11e22f33a44b",
  },
  app1: { ...shopPrivate, address: "10.10.2.31", interface: "eni-0b31c31d31e31f311", instance: "i-0b31f0e0d0c0b0a06" },
  app2: { ...shopPrivate, address: "10.10.2.32", interface: "eni-0b32c32d32e32f321", instance: "i-0b32f0e0d0c0b0a07" },
  files: {
    ...research,
    flowLog: flowLogs.researchStorage,
    address: "10.20.1.14",
    interface: "eni-0d14e14f14a14b141",
    instance: "i-0c14f0e0d0c0b0a08",
  },
  archive: {
    ...research,
    flowLog: flowLogs.researchStorage,
    address: "10.20.1.15",
    interface: "eni-0d15e15f15a15b151",
    instance: "i-0c15f0e0d0c0b0a09",
  },
  build: {
    ...research,
    flowLog: flowLogs.researchBuild,
    address: "10.20.1.20",
    address6: "2001:db8:20:1::20",
    interface: "eni-0d20e20f20a20b201",
    instance: "i-0c20f0e0d0c0b0a0a",
    tags: ["team-platform", "build & release"],
  },
};

export const outside = {
  scanner: "203.0.113.77",
  administrator: "198.51.100.42",
  databaseVisitor: "192.0.2.146",
  uploadTarget: "203.0.113.200",
  monitor: "192.0.2.10",
  nameServer: "192.0.2.53",
  timeServer: "192.0.2.123",
  packageMirror: "198.51.100.60",
  paymentService: "198.51.100.61",
  objectStorage: "203.0.113.40",
  codeHosting6: "2001:db8:c0de::443",
};

/** @type {ReadonlyMap<string, Host>} */
const hostByAddress = new Map(Object.values(hosts).flatMap((host) => addressesOf(host).map((address) => [address, host])));

/** The host of ours that has this address, if one does. @param {string} address */
export function hostAt(address) {
  return hostByAddress.get(address);
}

/** @param {Host} host */
function addressesOf({ address, address6 }) {
  return address6 === undefined ? [address] : [address, address6];
}
