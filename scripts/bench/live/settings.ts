import { parseArgs } from 'node:util';

/** What `npm run bench -- live` may be told: `--minutes 1 --screens 200` for trying, `--part feed` for one of its parts. */
export const liveOptions = {
  minutes: { type: 'string' },
  screens: { type: 'string' },
  changes: { type: 'string' },
  part: { type: 'string', multiple: true },
} as const;

export const liveParts = ['feed', 'reports', 'list'] as const;
export type LivePart = (typeof liveParts)[number];

/** How long and how hard the feed is driven. */
export interface LiveSettings {
  minutes: number;
  screens: number;
  /** A second. */
  changes: number;
  parts: readonly LivePart[];
}

/** Reads the command line. @throws Error naming what is wrong. */
export function readSettings(): LiveSettings {
  const { values } = parseArgs({ options: liveOptions, allowPositionals: true });
  const number = (name: 'minutes' | 'screens' | 'changes', usual: number, most: number) => {
    const value = Number(values[name] ?? usual);
    if (value > 0 && value <= most) return value;
    throw new Error(`--${name} must be a number above 0, at most ${most}`);
  };
  const unknown = values.part?.find((part) => !liveParts.includes(part as LivePart));
  if (unknown) throw new Error(`there is no part ${unknown}; there are ${liveParts.join(', ')}`);
  return {
    minutes: number('minutes', 10, 60),
    screens: number('screens', 2000, 5000),
    changes: number('changes', 50, 500),
    parts: (values.part as LivePart[] | undefined) ?? liveParts,
  };
}
