/** What a soak found: figures, what of them is promised, and what misses that. */
export interface SoakResult {
  figures: Record<string, number | null>;
  goals: Record<string, Goal>;
  missed: string[];
}

/** A figure is at least or at most so much. */
export type Goal = { least: number } | { most: number };

/** Holds figures against goals; a figure that could not be measured misses its goal. */
export function judge(figures: Record<string, number | null>, goals: Record<string, Goal>): SoakResult {
  const missed = Object.entries(goals)
    .filter(([name, goal]) => {
      const value = figures[name] ?? Number.NaN;
      return !('least' in goal ? value >= goal.least : value <= goal.most);
    })
    .map(([name]) => name);
  return { figures, goals, missed };
}
