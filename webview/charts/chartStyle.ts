/** The colours and fonts of the editor's theme as they are now, for canvases, which know no CSS variables. */
export interface ChartStyle {
  /** At least ten, that can be told apart on `ground`. */
  readonly series: readonly string[];
  /** For "Other", and for the earlier period. */
  readonly other: string;
  readonly accept: string;
  readonly reject: string;
  /** From least to most, for heat maps and maps: at least five. */
  readonly scale: readonly string[];
  readonly ground: string;
  readonly text: string;
  readonly muted: string;
  readonly gridLine: string;
  readonly focus: string;
  readonly font: string;
  readonly fontSize: number;
  /** Marks get outlines and hatching, because colours alone do not tell them apart enough. */
  readonly highContrast: boolean;
  readonly reducedMotion: boolean;
}
