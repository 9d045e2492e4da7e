import { type Completion, groups } from "./completion";

/** Whole statements for what people ask of flow logs most. */
export const questions: readonly Completion[] = [
  {
    label: "Who talks most",
    text: "SELECT srcaddr, dstaddr, sum(bytes) AS bytes, count(*) AS records\nFROM flows\nWHERE ${1:action = 'ACCEPT'}\nGROUP BY srcaddr, dstaddr\nORDER BY bytes DESC\nLIMIT ${2:25};",
    documentation: "Pairs of addresses by the bytes that went from one to the other.",
  },
  {
    label: "Who is knocking",
    text: "SELECT srcaddr, count(*) AS records, count(DISTINCT dstport) AS ports, max(end_time) AS last_seen\nFROM flows\nWHERE action = 'REJECT'\nGROUP BY srcaddr\nORDER BY records DESC\nLIMIT ${1:25};",
    documentation: "Addresses that were turned away, and at how many ports.",
  },
  {
    label: "What an address does",
    text: "SELECT start_time, action, srcaddr, srcport, dstaddr, dstport, protocol, bytes\nFROM flows\nWHERE '${1:10.0.0.1}' IN (srcaddr, dstaddr)\nORDER BY start_time DESC\nLIMIT ${2:1000};",
    documentation: "Every flow in which an address took part, on either side.",
  },
  {
    label: "Which services are reached",
    text: "SELECT dstaddr, dstport, protocol, count(DISTINCT srcaddr) AS clients, sum(bytes) AS bytes\nFROM flows\nWHERE action = 'ACCEPT' AND dstport < ${1:32768}\nGROUP BY ALL\nORDER BY clients DESC\nLIMIT ${2:50};",
    documentation: "Ports below the ephemeral ones that were reached, and by how many.",
  },
  {
    label: "Flows over time",
    text: "SELECT time_bucket(INTERVAL ${1:5 MINUTE}, start_time) AS time, action, count(*) AS records, sum(bytes) AS bytes\nFROM flows\nGROUP BY ALL\nORDER BY time;",
    documentation: "Accepted and rejected records by steps of time.",
  },
].map((question) => ({ ...question, documentation: () => question.documentation, kind: "snippet", snippet: true, group: groups.snippets }));
