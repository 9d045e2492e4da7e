/**
 * The rooms of this project and the walls between them. ESLint says in the editor when an import goes through a wall, and
 * test/walls walks every import and looks for circles. What may import what is written down only here.
 */
import { posix } from "node:path";

/**
 * @typedef {object} Room
 * @property {string} name
 * @property {string} folder
 * @property {readonly string[]} rooms which other rooms it may import
 * @property {readonly RegExp[]} packages which packages it may import
 * @property {string} why said when an import goes through its wall
 */

const node = /^node:/;
const jsonRpc = /^vscode-jsonrpc(\/|$)/;

/** @type {readonly Room[]} */
export const rooms = [
  { name: "base", folder: "src/base", rooms: [], packages: [], why: "base imports nothing, so that every room can stand on it" },
  {
    name: "protocol",
    folder: "src/protocol",
    rooms: ["base"],
    packages: [jsonRpc],
    why: "protocol is the words that processes share: base and the request types of vscode-jsonrpc, nothing with behaviour",
  },
  {
    name: "language",
    folder: "src/language",
    rooms: ["base", "protocol"],
    packages: [/^vscode-languageserver-types$/, /^sql-formatter$/],
    why: "language is text in, items out: it knows no editor, no engine and no Node",
  },
  {
    name: "server",
    folder: "src/server",
    rooms: ["base", "protocol", "language"],
    packages: [node, jsonRpc, /^vscode-languageserver-(protocol|textdocument)$/, /^@duckdb\/node-api$/, /^@aws-sdk\//, /^@smithy\//],
    why: "the server owns the data and knows neither the editor nor the webview",
  },
  {
    name: "cli",
    folder: "src/cli",
    rooms: ["base", "protocol", "language", "server"],
    // It speaks to the server as an editor does, so that it works on an index that a window has open.
    packages: [node, jsonRpc],
    why: "the command line is the server's rooms without an editor",
  },
  {
    name: "extension",
    folder: "src/extension",
    rooms: ["base", "protocol"],
    packages: [node, /^vscode$/, jsonRpc, /^vscode-languageclient(\/|$)/],
    why: "the extension host is thin and must survive the server: it reaches data only through src/protocol",
  },
  {
    name: "webview",
    folder: "webview",
    rooms: ["base", "protocol"],
    packages: [
      jsonRpc,
      /^slickgrid(\/|$)/,
      /^@vscode\/codicons\//,
      /^chart\.js(\/|$)/,
      /^chartjs-(adapter|chart)-\w+$/,
      /^luxon$/,
      /^world-atlas\//,
      /^iso-3166-1$/,
    ],
    why: "the webview runs in a browser and reaches data only through src/protocol",
  },
];

/** Packages that only some places may import. */
const keptPackages = [
  {
    packages: /^@duckdb\//,
    inside: ["src/server/engines/duckdb/"],
    why: "only src/server/engines/duckdb knows DuckDB: other rooms go through the contract of the engines shelf",
  },
  {
    packages: /^(@aws-sdk|@smithy)\//,
    inside: ["src/server/buckets/"],
    why: "only src/server/buckets knows the S3 client: other rooms go through BucketStore",
  },
  {
    packages: /^vscode-(jsonrpc|languageserver-\w+)(\/|$)/,
    within: "src/server/",
    inside: [
      "src/server/handlers/",
      "src/server/server.ts",
      // Makes the connection out of standard input and output.
      "src/server/main.ts",
      // Passes the messages of a connection on to the process that owns the index, without looking inside.
      "src/server/ownership/",
    ],
    why: "in the server only handlers, ownership and the two entry files know LSP and JSON-RPC",
  },
];

/** The parts of the server: entries stand on shelves, and the verbs work on them. */
const shelves = ["buckets", "formats", "engines", "enrichments"];
const verbs = ["indexer", "queries", "catalog", "detections", "handlers"];

/** What shelves may know of each other: only these. */
const contracts = new Set([
  "src/server/buckets/bucketStore",
  "src/server/formats/logFormat",
  "src/server/engines/engine",
  "src/server/engines/catalogSource",
  "src/server/engines/resultEngine",
  "src/server/engines/pivotEngine",
]);

/** Where the server is put together: it may know everything, and nothing may know it. */
const tops = new Set(["src/server/main", "src/server/server"]);

/**
 * Why an import goes through a wall, or undefined when it may stand.
 *
 * @param {string} file relative to the project, with `/`
 * @param {string} specifier as it stands in the import
 * @returns {string | undefined} a sentence
 */
export function wallBetween(file, specifier) {
  const room = roomOf(file);
  if (room === undefined) return undefined;
  const target = targetOf(file, specifier);
  const reason = target === undefined ? packageWall(room, file, specifier) : roomWall(room, file, target);
  return reason === undefined ? undefined : `${file} must not import "${specifier}": ${reason}.`;
}

/** @param {string} file @returns {Room | undefined} */
function roomOf(file) {
  return rooms.find(({ folder }) => file.startsWith(`${folder}/`));
}

/**
 * Where a relative import leads: the path from the project's folder, without extension. Undefined for a package.
 *
 * @param {string} file @param {string} specifier
 */
export function targetOf(file, specifier) {
  if (!specifier.startsWith(".")) return undefined;
  return withoutExtension(posix.join(posix.dirname(file), specifier));
}

/**
 * The smallest part that a file belongs to, for finding circles: a room, inside the server one of its folders. Files that lie
 * directly in the server, and contracts, which are made to be imported from both sides, are parts by themselves.
 *
 * @param {string} file
 */
export function partOf(file) {
  const room = roomOf(file)?.name;
  if (room !== "server") return room;
  const part = contracts.has(withoutExtension(file)) ? undefined : serverPart(file);
  return part === undefined ? file : `server/${part}`;
}

/** @param {Room} room @param {string} file @param {string} specifier */
function packageWall(room, file, specifier) {
  if (!room.packages.some((allowed) => allowed.test(specifier))) return room.why;
  return keptPackages.find(
    ({ packages, within, inside }) =>
      packages.test(specifier) && file.startsWith(within ?? "") && !inside.some((place) => file.startsWith(place)),
  )?.why;
}

/** @param {Room} room @param {string} file @param {string} target */
function roomWall(room, file, target) {
  const other = roomOf(target);
  if (other === undefined) return `${target} belongs to no room`;
  if (other !== room) return room.rooms.includes(other.name) ? undefined : room.why;
  return room.name === "server" ? shelfWall(serverPart(file), target) : undefined;
}

/** @param {string | undefined} from the part that imports; undefined for files that lie directly in the server @param {string} target */
function shelfWall(from, target) {
  const to = serverPart(target);
  if (from === undefined || from === to || contracts.has(target)) return undefined;
  if (tops.has(target)) return "what puts the server together is known to nobody in it";
  if (to === "handlers") return "handlers translate requests for other parts, which do not know them";
  if (shelves.includes(from)) return `the shelf ${from} knows other parts of the server only by the contracts of their shelves`;
  const isEntry = target.split("/").length > 4;
  if (verbs.includes(from) && isEntry && shelves.includes(to ?? "")) return `${from} must work with every entry of the shelf ${to} alike`;
  return undefined;
}

/** The folder of the server that a path lies in. @param {string} path */
function serverPart(path) {
  const [, , part, ...rest] = path.split("/");
  return rest.length > 0 || [...shelves, ...verbs].includes(part ?? "") ? part : undefined;
}

/** @param {string} path */
function withoutExtension(path) {
  return path.replace(/\.(ts|js|mjs)$/, "");
}
