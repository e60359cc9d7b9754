/** What one new area gets from one old. */
export interface Move {
  from_code: string;
  to_code: string;
  building_count: number;
  household_count: number;
  resident_count: number;
  visit_due_count: number;
  incident_open_count: number;
  patrol_point_count: number;
}

/** For each area that ends the new one that gets most of its households; where none has any, of its buildings; else the first. */
export function heirsOf(
  ending: readonly string[],
  codes: readonly string[],
  moves: readonly Move[],
): Record<string, string> {
  return Object.fromEntries(
    ending.map((code) => {
      const [most] = moves
        .filter(({ from_code }) => from_code === code)
        .sort(
          (a, b) =>
            b.household_count - a.household_count ||
            b.building_count - a.building_count ||
            a.to_code.localeCompare(b.to_code),
        );
      return [code, most?.to_code ?? codes[0]!];
    }),
  );
}

const counted = [
  'building_count',
  'household_count',
  'resident_count',
  'visit_due_count',
  'incident_open_count',
  'patrol_point_count',
] as const;
/** The counts of a move without its codes. */
export type Counts = Pick<Move, (typeof counted)[number]>;

/** Moves added up; zeros where there is none. */
export function sumOf(moves: readonly Counts[]): Counts {
  return Object.fromEntries(
    counted.map((name) => [name, moves.reduce((sum, move) => sum + move[name], 0)]),
  ) as unknown as Counts;
}
