import { openMenu } from "../elements/menu";
import { openColumnProfile } from "../profile/columnProfile";
import type { ResultValues } from "../pivot/resultValues";
import { addFilter } from "./gridView";
import type { ResultData } from "./resultData";
import type { ResultLook } from "./resultLook";
import { valueFilter } from "./valueFilter";

export interface ProfiledResult {
  readonly data: ResultData;
  readonly look: ResultLook;
  readonly values: ResultValues;
}

/** Opens the profile of a column below its header, over the rows as they are filtered now. */
export function openProfile({ data, look, values }: ProfiledResult, column: number, header: HTMLElement, returnTo: HTMLElement): void {
  const meta = data.summary.columns[column];
  if (meta === undefined) return;
  const box = header.getBoundingClientRect();
  openColumnProfile({
    column: meta,
    filtered: look.view().filters.length > 0,
    place: { x: box.left, y: box.bottom + 2 },
    returnTo,
    ask: (signal) => data.profile(column, signal),
    filter: (value, exclude) => look.rearrange({ filters: addFilter(look.view().filters, valueFilter(column, value, exclude)) }),
    openValueMenu: (value, at) => openMenu({ heading: values.heading(column, value) }, values.menu(column, value, []), at, returnTo),
    gone: (failure) => look.fail(failure),
    say: (sentence) => look.say(sentence),
  });
}
