import type { CatalogFunction, FunctionSignature } from "../../../../language/catalog/catalog";

const offsets = [["expr"], ["expr", "offset"], ["expr", "offset", "default"]];

/** What the engine says nothing of: functions over windows, and those that its grammar knows and its list does not. */
export const undescribedFunctions: readonly CatalogFunction[] = [
  window("row_number", [[]], "BIGINT", "Number of the row in its partition, from 1."),
  window("rank", [[]], "BIGINT", "Rank of the row, with gaps behind rows that are equal."),
  window("dense_rank", [[]], "BIGINT", "Rank of the row, without gaps."),
  window("percent_rank", [[]], "DOUBLE", "Rank of the row between 0 and 1."),
  window("cume_dist", [[]], "DOUBLE", "Share of the rows that come no later than this one."),
  window("ntile", [["num_buckets"]], "BIGINT", "Number, from 1, of the equally large part of the partition that the row falls in."),
  window("lag", offsets, "T", "Value of an earlier row: of the one before, or `offset` rows before; `default` where there is none."),
  window("lead", offsets, "T", "Value of a later row: of the next one, or `offset` rows behind; `default` where there is none."),
  window("first_value", [["expr"]], "T", "Value of the first row of the frame."),
  window("last_value", [["expr"]], "T", "Value of the last row of the frame."),
  window("nth_value", [["expr", "nth"]], "T", "Value of the `nth` row of the frame, from 1."),
  window("fill", [["expr"]], "T", "The value, or where it is NULL one on the line between the values before and behind it."),
  {
    name: "coalesce",
    kind: "scalar",
    signatures: [{ parameters: [{ name: "value" }, { name: "more" }], variadic: true }],
    documentation: "The first of the values that is not NULL.",
    example: "coalesce(bytes_reply, 0)",
  },
  {
    name: "ifnull",
    kind: "scalar",
    signatures: [{ parameters: [{ name: "value" }, { name: "other" }] }],
    documentation: "The value, or where it is NULL the other one.",
    example: "ifnull(bytes_reply, 0)",
  },
  {
    name: "if",
    kind: "scalar",
    signatures: [{ parameters: [{ name: "condition", type: "BOOLEAN" }, { name: "then" }, { name: "otherwise" }] }],
    documentation: "One value where the condition holds, the other where it does not or is NULL.",
    example: "if(bytes > 1e6, 'large', 'small')",
  },
];

function window(name: string, calls: readonly (readonly string[])[], returns: string, documentation: string): CatalogFunction {
  const signatures: FunctionSignature[] = calls.map((names) => ({
    parameters: names.map((parameter) => ({ name: parameter })),
    returns,
  }));
  const example = `${name}(${calls[0]?.map((each) => (each === "expr" ? "bytes" : "4")).join(", ") ?? ""}) OVER (ORDER BY start_time)`;
  return { name, kind: "window", signatures, documentation, example };
}
