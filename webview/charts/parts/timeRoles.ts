import type { ResultColumn } from "../../../src/protocol/query";
import { columnsByRole } from "./axisColumns";

/**
 * The time along which rows follow each other. When a host was seen first or last says something of the host, as its bytes do: a line
 * from one host to the next would mean nothing.
 */
export function axisTime(columns: readonly ResultColumn[]): ResultColumn | undefined {
  const { times, measured, categories } = columnsByRole(columns);
  const moments = times.filter(({ name }) => !ofGroups.test(name));
  const named = moments.find(({ name }) => ofSteps.test(name) || ofRecords.test(name));
  if (named !== undefined || categories.length === 0) return named ?? moments[0];
  // What rows are grouped by is named before what is measured of the groups.
  const firstMeasure = columns.findIndex((column) => measured.includes(column));
  return moments.find((column) => firstMeasure < 0 || columns.indexOf(column) < firstMeasure);
}

/** `first_seen`, `max(end_time)`: one time of each group. */
const ofGroups =
  /(^|_)(first|last|earliest|latest|oldest|newest|since|until|min|max)(_|$)|^(min|max|first|last|arg_min|arg_max|any_value|median|mode)\(/i;

/** `hour`, `time_bucket(…)`: made by the statement. */
const ofSteps =
  /(^|_)(time|timestamp|ts|date|day|hour|minute|week|month|quarter|year|step|bucket|window|period|interval)$|^(time_bucket|date_trunc)\(/i;

/** `start_time`, `connection_start_time`: one time of each record. */
const ofRecords = /(^|_)(start|begin|end)(_time|_?at)?$/i;
