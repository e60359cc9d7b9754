import { parseArgs } from 'node:util';

/** How long and how hard a wall is driven. */
export interface SoakSettings {
  minutes: number;
  /** A second. */
  changes: number;
  /** How long a scene stays, s. */
  rotation_s: number;
  /** How often the graphics context is taken away; every other time for good. */
  losses: number;
  width_px: number;
  height_px: number;
}

const options = {
  minutes: { type: 'string', default: '60' },
  changes: { type: 'string', default: '10' },
  rotation: { type: 'string', default: '20' },
  losses: { type: 'string', default: '20' },
  width: { type: 'string', default: '1920' },
  height: { type: 'string', default: '1080' },
} as const;

/** Reads the command line: what soaks, and how. @throws Error naming what is wrong. */
export function readSettings(args: string[]): { names: string[]; settings: SoakSettings } {
  const { positionals, values } = parseArgs({ args, allowPositionals: true, options });
  const number = (name: keyof typeof options, least: number, most: number) => {
    const value = Number(values[name]);
    if (value >= least && value <= most) return value;
    throw new Error(`--${name} must be a number from ${least} to ${most}`);
  };
  return {
    names: positionals,
    settings: {
      minutes: number('minutes', 1, 1440),
      changes: number('changes', 0, 500),
      rotation_s: number('rotation', 10, 3600),
      losses: number('losses', 0, 1000),
      width_px: number('width', 320, 7680),
      height_px: number('height', 240, 4320),
    },
  };
}
