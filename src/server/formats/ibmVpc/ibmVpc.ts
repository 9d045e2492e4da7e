import { flowColumns } from "../../../language/schema/flowColumns";
import type { JsonDocumentLayout, LayoutColumn, LogFormat, Reading, Recognition } from "../logFormat";
import { unknownColumnName } from "../unknownColumnName";
import { jsonKeys } from "./jsonKeys";

export const ibmVpc: LogFormat = {
  id: "ibm-vpc",
  title: "IBM Cloud flow logs for VPC: one JSON document an object, with the flows of one interface and capture window.",
  recogniseText(head) {
    if (!/^\uFEFF?\s*\{/.test(head.text) || !/"flow_logs"\s*:\s*\[/.test(head.text)) return undefined;
    if (hasOnlyKnownKeys(head.text)) return standardRecognition();
    const keys = jsonKeys(head.text);
    const documentKeys = keys.filter(({ depth }) => depth === 1).map(({ name }) => name);
    const recordKeys = keys.filter(({ depth, parent }) => depth === 3 && parent === records).map(({ name }) => name);
    if (!documentKeys.includes(records) || !hasSigns(documentKeys, recordKeys)) return undefined;
    return recognition(documentKeys, recordKeys);
  },
};

const records = "flow_logs";

/**
 * Whether every key of the text is one that IBM documents, wherever it stands, and one of them is a sign of IBM. Almost every
 * object is like that, and telling so takes a twentieth of the time of a walk through its levels. A list of texts may look
 * like unknown keys: then the walk decides.
 */
function hasOnlyKnownKeys(text: string): boolean {
  // The head may end in the middle of a key.
  const whole = text.slice(0, text.lastIndexOf("}") + 1);
  return signOfIbm.test(whole) && !unknownKey.test(whole);
}

let standard: Recognition | undefined;

/** The layout of IBM's documented fields; one for all objects. */
function standardRecognition(): Recognition {
  standard ??= recognition([], []);
  return standard;
}

/** Keys stand in any order, so a long array may push the document's own out of the head: then its flows tell. */
function hasSigns(documentKeys: readonly string[], recordKeys: readonly string[]): boolean {
  return documentKeys.some((key) => ownDocumentFields.has(key)) || recordKeys.includes("initiator_ip");
}

function recognition(documentKeys: readonly string[], recordKeys: readonly string[]): Recognition {
  const newDocumentFields = documentKeys.filter((name) => !documentTypes.has(name) && !unread.has(name));
  const newRecordFields = recordKeys.filter((name) => !recordTypes.has(name) && !name.startsWith("/"));
  const unknown = [...newRecordFields, ...newDocumentFields.map((name) => `/${name}`)];
  if (unknown.length > mostUnknownFields) {
    return {
      outcome: "unusable",
      reason: `It has ${unknown.length} fields that IBM's flow logs do not have, so it is taken for something else.`,
    };
  }
  const layout: JsonDocumentLayout = {
    kind: "jsonDocument",
    format: "ibm-vpc",
    provider: "ibm",
    records,
    stateField: "state",
    documentFields: typedFields(documentTypes, newDocumentFields),
    recordFields: typedFields(recordTypes, newRecordFields),
    columns: [...knownColumns, ...unknownColumns(unknown)],
  };
  return { outcome: "recognised", layout };
}

const ownDocumentFields: ReadonlySet<string> = new Set(["capture_start_time", "capture_end_time", "collector_crn", "network_interface_id"]);

/** The array itself, and its length as IBM counts it: the array is what is trusted. */
const unread: ReadonlySet<string> = new Set([records, "number_of_flow_logs"]);

/** A table with more columns than this is of no use to anyone; IBM's own are 31. */
const mostUnknownFields = 200;

const readings: Readonly<Record<string, Reading>> = {
  account_id: "crnAccount",
  region: "crnRegion",
  vpc_id: "crnResource",
  instance_id: "crnResource",
  action: "ibmAction",
  flow_direction: "ibmDirection",
  log_status: "ibmState",
};

const fallbackFields: Readonly<Record<string, string>> = {
  start_time: "/capture_start_time",
  end_time: "/capture_end_time",
  account_id: "/collector_crn",
  region: "/vpc_crn",
};

const knownColumns: readonly LayoutColumn[] = flowColumns.flatMap((column) => {
  const { name, storageType, meaning, fields } = column;
  if (fields.ibm === undefined) return [];
  const reading = readings[name] ?? (meaning === "time" ? "rfc3339" : "plain");
  const fallbackField = fallbackFields[name];
  return [{ name, type: storageType, field: fields.ibm, reading, ...(fallbackField === undefined ? {} : { fallbackField }) }];
});

/** Fields of a flow that are read, with the type to read them as: texts that a reading turns into something else stay text. */
const recordTypes = fieldTypes((field) => !field.startsWith("/"));
/** The same for the fields of the document, without their `/`. */
const documentTypes = fieldTypes((field) => field.startsWith("/"));

/** A text behind `{` or `,` that is none of the documented keys. */
const unknownKey = new RegExp(`[{,]\\s*"(?!(?:${[...recordTypes.keys(), ...documentTypes.keys(), ...unread].join("|")})")`);
const signOfIbm = new RegExp(`"(?:${[...ownDocumentFields, "initiator_ip"].join("|")})"\\s*:`);

function fieldTypes(isWanted: (field: string) => boolean): ReadonlyMap<string, string> {
  const wanted = knownColumns.filter(({ field }) => isWanted(field));
  return new Map(wanted.map(({ field, reading, type }) => [field.replace(/^\//, ""), reading === "plain" ? type : "VARCHAR"]));
}

function typedFields(
  known: ReadonlyMap<string, string>,
  added: readonly string[],
): readonly { readonly name: string; readonly type: string }[] {
  return [...Array.from(known, ([name, type]) => ({ name, type })), ...added.map((name) => ({ name, type: "VARCHAR" }))];
}

function unknownColumns(fields: readonly string[]): readonly LayoutColumn[] {
  const taken = new Set(knownColumns.map(({ name }) => name));
  return fields.map((field) => {
    let name = unknownColumnName(field.replace(/^\//, ""));
    while (taken.has(name.toLowerCase())) name += "_field";
    taken.add(name.toLowerCase());
    return { name, type: "VARCHAR", field, reading: "plain" };
  });
}
