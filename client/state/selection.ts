/** What the panel shows and the map stresses. Unit and floor narrow a building without leaving it. */
export type Selection =
  | { kind: 'area'; area_code: string }
  | { kind: 'building'; id: number; unit_no?: number; floor?: number }
  | { kind: 'household'; id: number }
  | {
      kind: 'compound' | 'organisation' | 'facility' | 'device' | 'incident' | 'patrol_point' | 'patrol_route';
      id: number;
    };

/** The kinds that a row's number names. */
export type NumberedKind = Exclude<Selection['kind'], 'area'>;

/** True when both name the same thing, down to unit and floor. */
export function sameSelection(a: Selection | null, b: Selection | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
