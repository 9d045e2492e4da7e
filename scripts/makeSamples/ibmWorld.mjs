import { at, windows } from "./day.mjs";

/** The VPC at IBM: one public server and one private one behind it. */
const account = "0f0e0d0c0b0a09080706050403020100";
const region = "eu-de";

/** @param {string} place @param {string} kind @param {string} id */
function crn(place, kind, id) {
  return `crn:v1:bluemix:public:is:${place}:a/${account}::${kind}:${id}`;
}

const vpc = crn(region, "vpc", "r010-11112222-3333-4444-8555-666677778888");

export const collector = crn(region, "flow-log-collector", "r010-aaaabbbb-cccc-4ddd-8eee-ffff00001111");

export const vsi1 = {
  account,
  region,
  vpc,
  address: "10.240.0.4",
  subnet: crn("eu-de-1", "subnet", "02b7-9999aaaa-bbbb-4ccc-8ddd-eeeeffff0000"),
  instance: crn("eu-de-1", "instance", "02b7_12345678-90ab-4cde-8f01-23456789abcd"),
  vnic: "02b7-0a0b0c0d-1111-4222-8333-444455556666",
};

export const vsi2 = {
  account,
  region,
  vpc,
  address: "10.240.64.4",
  subnet: crn("eu-de-2", "subnet", "02c7-8888bbbb-cccc-4ddd-8eee-ffff00002222"),
  instance: crn("eu-de-2", "instance", "02c7_abcdef01-2345-4678-89ab-cdef01234567"),
  vnic: "02c7-1b1c1d1e-2222-4333-8444-555566667777",
};

export const ibmHosts = [vsi1, vsi2];

/** IBM's own services, which every VPC there reaches at the same addresses. */
export const ibmServices = { nameServer: "161.26.0.10", timeServer: "161.26.0.6", packageMirror: "161.26.0.7", dhcp: "10.240.64.1" };

/** Each interface gives two objects, ingress and egress, in each of these capture windows. */
export const ibmWindows = windows("14:30", "15:15");

/** The collector was set up two days before, and has counted its objects since then. */
export const streamStart = at("08:15") - 2 * 86_400;
