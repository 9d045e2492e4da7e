import { awsVpcFields } from "../../../language/schema/awsVpcFields";
import type { FormatOptions } from "../logFormat";
import { fitsFields, looksLikeFlowRecord } from "./recordShape";

/**
 * What the fields of records without a header are: those of the setting, or the default 14 where a record looks exactly like
 * them. Any other flow record is not guessed at: `reason` says what to do. `undefined`: these are no flow records.
 */
export function bareRecordFields(
  records: readonly string[],
  options: FormatOptions,
): { readonly fields: readonly string[] } | { readonly reason: string } | undefined {
  const values = records.map((record) => record.split(" "));
  const configured = options.awsFieldsWithoutHeader;
  if (configured !== undefined && values.some((record) => fitsFields(configured, record))) return { fields: configured };
  if (values.some((record) => record[0] === "2" && fitsFields(defaultFields, record))) return { fields: defaultFields };
  const example = values.find(looksLikeFlowRecord);
  return example === undefined ? undefined : { reason: reason(example.length, configured) };
}

/** The sentence for fields that cannot be told apart, by where their names come from. */
export function unusableFields(source: "header" | "parquet" | "setting", problem: string): string {
  const subjects = { header: "Its header line", parquet: "Its schema", setting: `The setting ${fieldsSetting}` };
  return `${subjects[source]} cannot be used: ${problem}.`;
}

const fieldsSetting = "flowlog.formats.awsFieldsWithoutHeader";
const defaultFields = awsVpcFields.filter(({ version }) => version === 2).map(({ field }) => field);

function reason(found: number, configured: readonly string[] | undefined): string {
  if (configured === undefined) {
    return (
      `It holds flow log records of ${found} fields without a header line, and not those of the default format: ` +
      `name its fields in the setting ${fieldsSetting} (on the command line: --fields), then index it again.`
    );
  }
  return (
    `It holds flow log records of ${found} fields without a header line, which are not the ${configured.length} fields that ` +
    `the setting ${fieldsSetting} (on the command line: --fields) names: correct it, then index it again.`
  );
}
