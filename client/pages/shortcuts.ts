import type { Tool } from '../state/store.ts';

/** What a key asks the console to do. */
export type Command =
  | { do: 'search' | 'help' | 'up' | 'escape' | 'previous' | 'next' | 'zoom_in' | 'zoom_out' }
  | { do: 'tool'; tool: Tool };

/** The tools in the order of the rail and of the keys 1 to 5. */
export const toolOrder: readonly Tool[] = ['layers', 'incidents', 'measure', 'print', 'help'];

/** The parts of a key press that count. */
export interface KeyPress {
  key: string;
  altKey?: boolean;
  ctrlKey?: boolean;
  metaKey?: boolean;
  /** True while the caret is in a field: only Escape is a shortcut then. */
  typing: boolean;
}

/** The command of a key press; null when it is none. */
export function commandOf({ key, altKey, ctrlKey, metaKey, typing }: KeyPress): Command | null {
  if (ctrlKey || metaKey) return null;
  if (key === 'Escape') return { do: 'escape' };
  if (typing) return null;
  if (altKey) return key === 'ArrowUp' ? { do: 'up' } : null;
  const tool = /^[1-5]$/.test(key) ? toolOrder[Number(key) - 1] : undefined;
  if (tool) return { do: 'tool', tool };
  switch (key) {
    case '/':
      return { do: 'search' };
    case 'n':
    case 'N':
      return { do: 'tool', tool: 'report' };
    case 'w':
    case 'W':
      return { do: 'tool', tool: 'chain' };
    case '?':
    case '？':
      return { do: 'help' };
    case '[':
    case '【':
      return { do: 'previous' };
    case ']':
    case '】':
      return { do: 'next' };
    case '+':
    case '=':
      return { do: 'zoom_in' };
    case '-':
      return { do: 'zoom_out' };
    default:
      return null;
  }
}
