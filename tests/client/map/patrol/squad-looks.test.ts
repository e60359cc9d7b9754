import { describe, expect, it } from 'vitest';
import { contrast, lookCount, mixed, squadLook, squadProperties } from '../../../../client/map/patrol/squad-looks.ts';
import { day, night } from '../../../../client/theme/palette.ts';

describe.each([
  ['day', day],
  ['night', night],
])('looks of squads by %s', (_, palette) => {
  const looks = Array.from({ length: lookCount }, (_, place) => squadLook(place, palette));

  it('tells eight squads apart without hue: by lightness of at least a third, or by dash', () => {
    for (const [index, one] of looks.entries()) {
      for (const other of looks.slice(index + 1)) {
        const told = one.dash.join() !== other.dash.join() || contrast(one.colour, other.colour) >= 1.33;
        expect(told, `${one.number} and ${other.number}`).toBe(true);
      }
    }
  });

  it('can be seen on paper, and its number read on it', () => {
    for (const { colour, ink } of looks) {
      expect(contrast(colour, palette.paper)).toBeGreaterThan(2.3);
      expect(contrast(colour, ink)).toBeGreaterThan(4.4);
    }
  });

  it('is the same in the custom properties of the page, which follow the theme', () => {
    for (const [place, { colour, ink }] of looks.entries()) {
      const { '--squad': own, '--squad-ink': onIt } = squadProperties(place);
      const [, name, share] = own.match(/^color-mix\(in srgb, var\(--indigo\), var\(--(ink|paper)\) (\d+)%\)$/)!;
      expect(mixed(palette.indigo, palette[name as 'ink' | 'paper'], Number(share) / 100)).toBe(colour);
      expect(onIt).toBe(ink === palette.ink ? 'var(--ink)' : 'var(--sheet)');
    }
  });

  it('gives the ninth its own number and the first one again', () => {
    expect(squadLook(8, palette)).toEqual({ ...squadLook(0, palette), number: 9 });
  });
});

it('mixes two colours', () => {
  expect([mixed('#000000', '#ffffff', 0.5), mixed('#102030', '#ffffff', 0)]).toEqual(['#808080', '#102030']);
  expect(contrast('#000000', '#ffffff')).toBe(21);
});
