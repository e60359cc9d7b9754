import type { AreaChangeKind, AreaPlan } from '../../../server/api/area-changes/schema.ts';
import type { LonLat } from '../../../server/api/wire.ts';

/** What somebody is about to do to areas. */
export interface Asked {
  kind: AreaChangeKind;
  /** Areas that are chosen; what is split, redrawn or renamed first. */
  chosen: readonly string[];
  /** Lines to cut by, or the border. */
  lines: readonly (readonly LonLat[])[];
  /** Areas one level below that change sides: out of what is split, or to the neighbour. */
  moved: readonly string[];
  /** Names of the parts, in their order. */
  names: readonly string[];
  true_from: string;
  note: string;
  /** Where those who answer go, as the API takes it. */
  given: Readonly<Record<string, string>>;
  /** Who answers for all parts, as the API takes it. */
  shared: readonly string[];
}

export const nothingAsked = (kind: AreaChangeKind = 'split', chosen: readonly string[] = []): Asked => ({
  ...{ kind, chosen, lines: [], moved: [], names: [], true_from: '', note: '', given: {}, shared: [] },
});

/**
 * The request of it; null while something is missing.
 * @param below codes of all areas one level below the chosen, where those are no grids; null: they are grids, which are cut by lines.
 */
export function requestOf(
  { kind, chosen, lines, moved, names, true_from, note, given, shared }: Asked,
  below: readonly string[] | null,
) {
  const [area_code] = chosen;
  if (area_code === undefined) return null;
  const common = {
    ...(true_from && { true_from }),
    ...(note.trim() && { note: note.trim() }),
    given,
    ...(shared.length > 0 && { shared: [...shared] }),
  };
  const drawn = lines.filter((line) => line.length > 1).map((line) => line.map(([x, y]): LonLat => [x, y]));
  if (kind === 'rename') return names[0]?.trim() ? { kind, area_code, name: names[0].trim(), ...common } : null;
  if (kind === 'split') {
    // A name that is not given is the server's to make.
    const given_names = names.every((name) => name.trim()) ? names.map((name) => name.trim()) : [];
    if (below) {
      const parts = [below.filter((code) => !moved.includes(code)), below.filter((code) => moved.includes(code))];
      return parts.every((part) => part.length > 0) ? { kind, area_code, parts, names: given_names, ...common } : null;
    }
    return drawn.length > 0 ? { kind, area_code, lines: drawn, names: given_names, ...common } : null;
  }
  if (chosen.length < 2) return null;
  if (kind === 'merge')
    return { kind, area_codes: [...chosen], ...(names[0]?.trim() && { name: names[0].trim() }), ...common };
  if (below) {
    const parts = chosen.map((parent) => below.filter((code) => code.startsWith(parent) !== moved.includes(code)));
    return moved.length > 0 ? { kind, area_codes: [...chosen], parts, ...common } : null;
  }
  const [border] = drawn;
  return border ? { kind, area_codes: [...chosen], border, ...common } : null;
}

/** New grids for which no grid worker is left. */
export function unanswered({ after, answering, before, carried }: AreaPlan): string[] {
  if (carried.length > 0) return [];
  const kept = after.filter(({ area_code }) => before.some((area) => area.area_code === area_code));
  const workers = answering.filter(({ role }) => role === 'grid_worker');
  return after
    .filter(
      (area) => !kept.includes(area) && !workers.some(({ to_code, shared }) => shared || to_code === area.area_code),
    )
    .map(({ name }) => name);
}
