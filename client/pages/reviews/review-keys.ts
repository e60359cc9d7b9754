/** What can be done with the address in hand, by a key or a button. */
export type ReviewCommand =
  | { do: 'accept'; candidate: number }
  | { do: 'previous' | 'next' | 'move' | 'put' | 'nowhere' | 'skip' | 'undo' | 'teach' | 'escape' | 'help' };

const keys: Readonly<Record<string, Exclude<ReviewCommand['do'], 'accept'>>> = {
  ...{ j: 'next', k: 'previous', ArrowDown: 'next', ArrowUp: 'previous' },
  ...{ m: 'move', n: 'nowhere', s: 'skip', u: 'undo', t: 'teach' },
  ...{ Escape: 'escape', '?': 'help', '？': 'help' },
};

/** The command of a key; null where it is none. */
export function commandOf(key: string): ReviewCommand | null {
  // Counted from 0, as the API counts.
  if (/^[1-9]$/.test(key)) return { do: 'accept', candidate: Number(key) - 1 };
  const command = keys[key.length === 1 ? key.toLowerCase() : key];
  return command ? { do: command } : null;
}
