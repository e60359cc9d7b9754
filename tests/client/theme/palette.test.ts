import { describe, expect, it } from 'vitest';
import { day, night, type Palette, type Ramp } from '../../../client/theme/palette.ts';

type Channels = [number, number, number];

/** sRGB channels, linear, 0 to 1. */
function linear(colour: string): Channels {
  return [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as Channels;
}

const product = (matrix: readonly Channels[], [r, g, b]: Channels) =>
  matrix.map((row) => row[0] * r + row[1] * g + row[2] * b) as Channels;

/** Viénot, Brettel and Mollon 1999, and Machado 2009 (severity 1) for tritanopia; on linear channels. */
const eyes: Record<string, readonly Channels[]> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.11238, 0.88762, 0],
    [0.11238, 0.88762, 0],
    [0.00401, -0.00401, 1],
  ],
  deuteranopia: [
    [0.29275, 0.70725, 0],
    [0.29275, 0.70725, 0],
    [-0.02234, 0.02234, 1],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** Oklab of linear sRGB (Ottosson 2020). */
function oklab([r, g, b]: Channels): Channels {
  const [l, m, s] = [
    0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b,
    0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b,
    0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b,
  ].map((value) => Math.cbrt(Math.max(0, value))) as Channels;
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function difference(a: string, b: string, eye: string): number {
  const [first, second] = [a, b].map((colour) => oklab(product(eyes[eye]!, linear(colour)))) as [Channels, Channels];
  return Math.hypot(...first.map((value, index) => value - second[index]!));
}

function contrast(a: string, b: string): number {
  const light = (colour: string) => {
    const [r, g, blue] = linear(colour);
    return 0.2126 * r + 0.7152 * g + 0.0722 * blue;
  };
  const [low, high] = [light(a), light(b)].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

const ramps = (palette: Palette): [string, Ramp][] => [
  ['choropleth', palette.choropleth],
  ['heat', palette.heat],
  ['freshness', palette.freshness],
];

/** Just under a tenth of the way from black to white: two neighbouring flat areas are told apart well above 0.02. */
const apart = 0.04;

for (const palette of [day, night]) {
  describe(`the ${palette.theme} palette`, () => {
    for (const [name, ramp] of ramps(palette)) {
      for (const eye of Object.keys(eyes)) {
        it(`has neighbouring classes of ${name} that ${eye === 'normal' ? 'any eye' : eye} tells apart`, () => {
          for (let index = 1; index < ramp.length; index++) {
            expect(
              difference(ramp[index - 1]!, ramp[index]!, eye),
              `${ramp[index - 1]} ${ramp[index]}`,
            ).toBeGreaterThan(apart);
          }
        });
      }

      it(`has a ${name} that goes one way in lightness`, () => {
        const lightness = ramp.map((colour) => oklab(linear(colour))[0]);
        const sorted = [...lightness].sort((a, b) => a - b);
        expect([sorted, [...sorted].reverse()]).toContainEqual(lightness);
      });
    }

    it('has words that are read on paper, sheets and every tint of the ground (AA)', () => {
      for (const ground of [palette.paper, palette.sheet, palette.sheetRaised]) {
        for (const text of [palette.ink, palette.inkSoft, palette.inkFaint, palette.accent, palette.cinnabar]) {
          expect(contrast(text, ground), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
        }
      }
      expect(contrast(palette.label, palette.labelHalo)).toBeGreaterThanOrEqual(7);
      for (const signal of [palette.amber, palette.jade, palette.indigo]) {
        expect(contrast(signal, palette.sheet), signal).toBeGreaterThanOrEqual(3);
      }
    });

    it('keeps the signals apart for every eye, or leaves it to their shapes where it cannot', () => {
      for (const other of [palette.amber, palette.jade, palette.indigo, palette.inkSoft]) {
        expect(difference(palette.cinnabar, other, 'normal')).toBeGreaterThan(0.1);
      }
    });
  });
}
