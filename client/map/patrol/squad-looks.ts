import { day, type Palette } from '../../theme/palette.ts';

/** How the route of a squad is told from the others: tint, dash and, always, its number. */
export interface SquadLook {
  /** From 1, as it stands on the squad's plates. */
  number: number;
  /** `#rrggbb`. */
  colour: string;
  /** `#rrggbb` of what is written on the colour. */
  ink: string;
  /** Lengths of line and gap in widths of the line; empty: unbroken. */
  dash: readonly number[];
}

/** So many squads are told apart by line alone; further ones look like the first ones and have their number. */
export const lookCount = 8;

/**
 * Three are unbroken and differ by lightness, which every eye sees; each of the others has a dash of its own.
 */
const dashes: readonly (readonly number[])[] = [
  [],
  [],
  [3, 1.4],
  [],
  [1.1, 1.1],
  [5, 1.2, 1.1, 1.2],
  [9, 1.6],
  [0.2, 1.6],
];

/** How strongly each look is mixed with another colour of the palette. */
const tints: readonly (readonly [other: 'ink' | 'paper', share: number])[] = [
  ['paper', 0],
  ['ink', 0.82],
  ['paper', 0],
  ['paper', 0.46],
  ['ink', 0.82],
  ['paper', 0],
  ['ink', 0.4],
  ['ink', 0.82],
];

/** The look of the squad at a place of the plan's list, from 0. */
export function squadLook(place: number, palette: Palette): SquadLook {
  const [other, share] = tints[place % lookCount]!;
  const colour = mixed(palette.indigo, palette[other], share);
  return { number: place + 1, colour, ink: readable(colour, palette), dash: dashes[place % lookCount]! };
}

/** Custom properties with colour and ink of the look, made of the page's own, so that they follow the theme. @param place from 0 */
export function squadProperties(place: number): { '--squad': string; '--squad-ink': string } {
  const [other, share] = tints[place % lookCount]!;
  // Whichever stands out by day does by night: the palettes are each other's reverse.
  const ink = squadLook(place, day).ink === day.ink ? 'ink' : 'sheet';
  return {
    '--squad': `color-mix(in srgb, var(--indigo), var(--${other}) ${Math.round(share * 100)}%)`,
    '--squad-ink': `var(--${ink})`,
  };
}

/** Two colours (`#rrggbb`) mixed; 0 is the first, 1 the second. */
export function mixed(first: string, second: string, share: number): string {
  const [a, b] = [channels(first), channels(second)];
  return `#${a.map((value, index) => hex(value + (b[index]! - value) * share)).join('')}`;
}

/** `#rrggbb` as three numbers from 0 to 255. */
export function channels(colour: string): [number, number, number] {
  const value = Number.parseInt(colour.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

function hex(value: number): string {
  return Math.round(value).toString(16).padStart(2, '0');
}

/** Whichever of sheet and ink stands out more on a colour. */
function readable(colour: string, { sheet, ink }: Palette): string {
  return contrast(colour, sheet) >= contrast(colour, ink) ? sheet : ink;
}

/** Contrast of two colours as WCAG 2 reckons it, 1 to 21. */
export function contrast(first: string, second: string): number {
  const [light, dark] = [luminance(first), luminance(second)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red, green, blue] = channels(colour).map((value) => {
    const share = value / 255;
    return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
