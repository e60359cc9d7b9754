/** How much the lead over the next place says beside the score; a lead beyond this says no more. */
const LEAD = 0.2;

/** One figure of score and lead, 0 to 1, that rises with both. */
export function evidenceOf(score: number, lead: number): number {
  return 0.65 * score + 0.35 * (Math.min(Math.max(lead, 0), LEAD) / LEAD);
}

/** Evidence and how many of the matches of that evidence were right; straight between two. */
const table: readonly (readonly [evidence: number, right: number])[] = [
  [0, 0.02],
  [1, 0.98],
];

/** Probability that the first candidate is right to the level that it says. */
export function confidenceOf(score: number, lead: number): number {
  const evidence = evidenceOf(score, lead);
  for (let at = 1; at < table.length; at++) {
    const [low, right] = table[at - 1]!;
    const [high, better] = table[at]!;
    if (evidence <= high) return right + ((better - right) * (evidence - low)) / (high - low || 1);
  }
  return table[table.length - 1]![1];
}
