import { isTyping } from '../focus.ts';

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

/** The command of a key press on the page; null where it belongs to a field, the map or a button. @param pinned whether a place waits to be settled. */
export function pressed(event: KeyboardEvent, pinned: boolean): ReviewCommand | null {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return null;
  if (isTyping(event)) return null;
  const [target] = event.composedPath();
  // The arrows move the map, and a button takes Enter itself.
  if (target instanceof HTMLCanvasElement && event.key.startsWith('Arrow')) return null;
  if (event.key === 'Enter' && pinned && !(target instanceof HTMLButtonElement)) return { do: 'put' };
  return commandOf(event.key);
}
