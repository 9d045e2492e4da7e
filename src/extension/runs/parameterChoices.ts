import { DisposeOwner, GetRows, RunQuery } from "../../protocol/query";
import type { FlowLogServer } from "../client/flowLogServer";
import type { ErrorMessages } from "../errorMessages";

/** A value to choose, and what further columns of its row say of it. */
export interface ParameterChoice {
  readonly text: string;
  readonly description: string;
}

export type ChoiceList = { readonly choices: readonly ParameterChoice[] } | { readonly problem: string };

/** More than anybody looks through; what is not among them can be typed. */
const maxChoices = 1000;
const ownerId = "choices of parameters";

/** The values that `-- @param … from SELECT …` offers. */
export class ParameterChoices {
  constructor(
    private readonly server: FlowLogServer,
    private readonly errors: ErrorMessages,
  ) {}

  /** Never rejects: what is wrong with the query is a sentence in place of the list. */
  async of(sql: string): Promise<ChoiceList> {
    try {
      const { resultId, columns } = await this.server.request(RunQuery, { ownerId, sql });
      if (columns.length === 0) return { choices: [] };
      const { cells } = await this.server.request(GetRows, { resultId, start: 0, count: maxChoices });
      await this.server.request(DisposeOwner, { ownerId });
      const [values = [], ...further] = cells;
      return {
        choices: values.flatMap((value, row) => {
          const said = further.map((column) => column[row]).filter((cell) => cell !== null && cell !== undefined);
          return value === null ? [] : [{ text: String(value), description: said.map(String).join(" · ") }];
        }),
      };
    } catch (error) {
      return { problem: this.errors.sentence(error) };
    }
  }
}
