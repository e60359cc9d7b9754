import type { StreetCover } from '../../../server/api/patrol-coverage/schema.ts';
import type { LegendEntry } from '../../layers/layer.ts';
import { words } from '../../locales/index.ts';
import type { LanguageChoice } from '../../state/store.ts';
import type { Palette } from '../../theme/palette.ts';
import { mixed } from './squad-looks.ts';

/** A piece of street and the class that it is drawn in. */
export type CoverPiece = Pick<StreetCover, 'road_id' | 'line' | 'name' | 'length_m' | 'planned' | 'passed_at'> & {
  cover: CoverClass;
  /** Whole days since it was passed; null: never since anything was recorded. */
  days: number | null;
};

/** How one class of streets is drawn, on the map and in the legend. */
interface CoverLook {
  /** Passed at most so many days ago; null for the classes of streets that were not. */
  days: number | null;
  /** How much paper is in the indigo; null: ink. */
  paper: number | null;
  /** Width at zoom 15, px. */
  width: number;
  /** Lengths of line and gap in widths of the line. */
  dash: readonly number[];
}

/** From what was passed just now to what nobody passed: the darker and wider, the fresher; what was not passed is broken. */
const looks = {
  fresh: { days: 1, paper: 0, width: 4.5, dash: [] },
  recent: { days: 3, paper: 0.25, width: 3.6, dash: [] },
  week: { days: 7, paper: 0.45, width: 2.8, dash: [] },
  old: { days: Number.POSITIVE_INFINITY, paper: 0.6, width: 2, dash: [] },
  planned: { days: null, paper: 0.1, width: 2.6, dash: [3, 1.6] },
  blind: { days: null, paper: null, width: 2, dash: [0.1, 2] },
} as const satisfies Record<string, CoverLook>;

export type CoverClass = keyof typeof looks;

/** In the order of the legend. */
export const coverClasses = Object.keys(looks) as readonly CoverClass[];

/** How a class is drawn in a theme. */
export function coverLook(cover: CoverClass, palette: Palette): CoverLook & { colour: string } {
  const look = looks[cover];
  return { ...look, colour: look.paper === null ? palette.ink : mixed(palette.indigo, palette.paper, look.paper) };
}

/** The class of a street. @param now_ms instant from which days are counted back */
export function coverPiece(street: StreetCover, now_ms: number): CoverPiece {
  const { road_id, line, name, length_m, planned, passed_at } = street;
  const days = passed_at === null ? null : Math.max(0, (now_ms - Date.parse(passed_at)) / 86_400_000);
  return {
    ...{ road_id, line, name, length_m, planned, passed_at },
    cover: classOf(street, days),
    days: days === null ? null : Math.floor(days),
  };
}

function classOf({ planned }: StreetCover, days: number | null): CoverClass {
  if (days !== null) return coverClasses.find((cover) => days <= (looks[cover].days ?? -1)) ?? 'old';
  return planned ? 'planned' : 'blind';
}

/** Rows of the legend, from the same table as the map. */
export function coverLegend(palette: Palette, language: LanguageChoice): LegendEntry[] {
  const text = words(language).patrol.coverage.classes;
  return coverClasses.map((cover) => {
    const { colour, dash } = coverLook(cover, palette);
    return { label: text[cover], colour, shape: dash.length > 0 ? 'dash' : 'line' };
  });
}
