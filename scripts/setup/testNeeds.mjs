/** What tests need of the machine besides npm packages, and how a Debian gets it. The product itself needs none of it. */
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/**
 * @typedef {object} Need
 * @property {string} name
 * @property {readonly string[]} projects the vitest projects that cannot run without it; single tests leave themselves out
 * @property {readonly string[]} packages Debian's
 * @property {() => boolean} isThere
 */

/** @type {readonly Need[]} */
export const testNeeds = [
  {
    name: "Chromium",
    projects: ["browser", "e2e"],
    packages: ["chromium", "fonts-dejavu-core"],
    isThere: () => findBrowser() !== undefined,
  },
  {
    name: "an S3 server (Ceph's object gateway: radosgw, ceph-mon, ceph-osd)",
    projects: [],
    packages: ["radosgw", "ceph-mon", "ceph-osd"],
    isThere: () =>
      ["radosgw", "radosgw-admin", "ceph", "ceph-mon", "ceph-osd", "monmaptool"].every((name) => findProgram(name) !== undefined),
  },
];

/** @param {string} name @returns {string | undefined} */
export function findProgram(name) {
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/sbin", "/usr/local/sbin"];
  return folders.map((folder) => join(folder, name)).find(isProgram);
}

/**
 * The program of a Chromium or Chrome: what the environment variable CHROMIUM names, else a usual place.
 *
 * @returns {string | undefined}
 */
export function findBrowser() {
  const named = process.env["CHROMIUM"];
  if (named !== undefined && named !== "") return named;
  const usual = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  ];
  const programs = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"].map(findProgram);
  return [...programs, ...usual.filter((path) => existsSync(path))].find((path) => path !== undefined);
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
