import { describe, expect, it } from 'vitest';
import { drawPaperCity } from '../../../../client/pages/sign-in/paper-city.ts';

describe('the paper city', () => {
  const city = drawPaperCity();
  const houses = (path: string) => path.split('Z').filter(Boolean);

  it('is the same one every time', () => {
    expect(drawPaperCity()).toEqual(city);
  });

  it('has some of its houses lit, in five groups, and each of them is a house', () => {
    const all = new Set(houses(city.buildings));
    const lit = city.lit.flatMap(houses);
    expect(city.lit).toHaveLength(5);
    expect(all.size).toBeGreaterThan(1000);
    expect(lit.length / all.size).toBeGreaterThan(0.1);
    expect(lit.length / all.size).toBeLessThan(0.2);
    expect(lit.filter((house) => !all.has(house))).toEqual([]);
  });

  it('is nothing but numbers', () => {
    for (const path of [city.water, city.parks, city.lanes, city.avenues, city.buildings, city.outline])
      expect(path).toMatch(/^[MLZ\d. -]+$/);
  });
});
