import { formatSection } from '../../state/section.ts';
import { store } from '../../state/store.ts';

/** Parts of the page of patrols, in the order of their tabs. */
export const patrolTabs = ['points', 'streets', 'squads', 'plan', 'roster', 'coverage'] as const;
export type PatrolTab = (typeof patrolTabs)[number];

/** The tab that a key leads to from another: the next on either side, around the ends, or the first or last; null: no such key. */
export function tabAfter(tab: PatrolTab, key: string): PatrolTab | null {
  const at = patrolTabs.indexOf(tab);
  const place = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[key];
  return place === undefined ? null : patrolTabs.at(place % patrolTabs.length)!;
}

/** What the page's address says. */
export interface PatrolAddress {
  tab: PatrolTab;
  /** Null: the first area of whoever is signed in. */
  area_code: string | null;
  plan: number | null;
  compare: number | null;
  /** Plan whose sheets are printed. */
  sheets: number | null;
  /** Area whose signs are printed. */
  signs: string | null;
}

/** Reads an address; what is not one of ours is as if it were not there. A plan without a tab is looked at as a plan. */
export function readAddress(rest: Readonly<Record<string, string>>): PatrolAddress {
  const plan = numberOf(rest.plan);
  const tab = patrolTabs.find((name) => name === rest.tab) ?? (plan ? 'plan' : 'points');
  return {
    tab,
    area_code: codeOf(rest.area_code),
    plan,
    compare: plan ? numberOf(rest.compare) : null,
    sheets: numberOf(rest.sheets),
    signs: codeOf(rest.signs),
  };
}

/** What stands in the address: only what is not understood without it. */
export function writeAddress({ tab, area_code, plan, compare }: PatrolAddress): Record<string, string> {
  return {
    ...(tab !== (plan ? 'plan' : 'points') && { tab }),
    ...(area_code && { area_code }),
    ...(plan && { plan: String(plan) }),
    ...(plan && compare && { compare: String(compare) }),
  };
}

/**
 * The area that is worked on: the address's, else that of the plan which it names, else one's own; null: not known yet.
 * @param planArea area of that plan; null: not known yet; undefined: there is no such plan to be seen.
 */
export function areaOf(
  { area_code, plan }: Pick<PatrolAddress, 'area_code' | 'plan'>,
  planArea: string | null | undefined,
  own: string | null,
): string | null {
  if (area_code !== null) return area_code;
  return plan !== null && planArea !== undefined ? planArea : own;
}

/** The hash of a link to this page, with its `#`, in the language and theme of the screen. */
export function pageHash(rest: Readonly<Record<string, string>>): string {
  const { theme, language } = store.state;
  return formatSection({ section: '', theme, language, rest });
}

function numberOf(text: string | undefined): number | null {
  return text && /^[1-9]\d{0,9}$/.test(text) ? Number(text) : null;
}

function codeOf(text: string | undefined): string | null {
  return text && /^\d{2,18}$/.test(text) ? text : null;
}
