/** What a key asks the page of addresses to do. */
export type ReviewCommand =
  | { do: 'choose'; candidate: number }
  | { do: 'move'; by: 1 | -1 }
  | { do: 'noPlace' | 'skip' | 'undo' | 'teach' | 'place' | 'leave' };

const letters: Record<string, ReviewCommand> = {
  j: { do: 'move', by: 1 },
  ArrowDown: { do: 'move', by: 1 },
  k: { do: 'move', by: -1 },
  ArrowUp: { do: 'move', by: -1 },
  n: { do: 'noPlace' },
  s: { do: 'skip' },
  u: { do: 'undo' },
  t: { do: 'teach' },
  Enter: { do: 'place' },
};

/** The command of a key press; null when it is none. Within a field only Escape is one. */
export function reviewCommand(
  { key, ctrlKey, metaKey, altKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>,
  typing: boolean,
): ReviewCommand | null {
  if (ctrlKey || metaKey || altKey) return null;
  if (key === 'Escape') return { do: 'leave' };
  if (typing) return null;
  if (/^[1-9]$/.test(key)) return { do: 'choose', candidate: Number(key) - 1 };
  return letters[key.length === 1 ? key.toLowerCase() : key] ?? null;
}
