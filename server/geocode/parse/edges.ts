/** How a stretch of the line can be read. What is paid for it also depends on what stands before, see costs.ts. */
export type Edge = { to: number; cost: number } & (
  | { kind: 'division'; state: number; isShort: boolean; group: number }
  | { kind: 'place'; state: number }
  | { kind: 'number'; token: NumberToken }
  | { kind: 'chain'; numbers: NumberToken[] }
  | { kind: 'part' | 'assist' | 'and' | 'filler' | 'separator' }
);

export interface NumberToken {
  from: number;
  to: number;
  /** What the word behind the number makes of it. */
  says: string;
  /** NaN where letters belong to the number. */
  value: number;
  digits: number;
  isNumeral: boolean;
}
