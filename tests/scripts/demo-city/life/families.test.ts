import { describe, expect, it } from 'vitest';
import { daysBetween } from '../../../../scripts/demo-city/life/days.ts';
import { type DoorState, drawHousehold, type Person } from '../../../../scripts/demo-city/life/families.ts';
import { Random } from '../../../../server/simulator/random.ts';

const today = '2026-11-21';
const states: DoorState[] = ['occupied', 'let', 'empty', 'unknown'];

function draw(count: number, state: DoorState): Person[][] {
  const random = new Random('families');
  return Array.from({ length: count }, () => drawHousehold(random, today, state));
}

const yearsBetween = (older: Person, younger: Person) => daysBetween(older.birth_date, younger.birth_date) / 365.25;

describe('families', () => {
  it('have parents 16 to 50 years older than their children', () => {
    for (const family of states.flatMap((state) => draw(3_000, state))) {
      const head = family.find(({ relation }) => relation === 'head');
      const couple = family.filter(({ relation }) => relation === 'head' || relation === 'spouse');
      for (const child of family.filter(({ relation }) => relation === 'child')) {
        for (const parent of couple) {
          expect(yearsBetween(parent, child)).toBeGreaterThanOrEqual(16);
          expect(yearsBetween(parent, child)).toBeLessThanOrEqual(50);
        }
      }
      for (const elder of family.filter(({ relation }) => relation === 'parent')) {
        expect(yearsBetween(elder, head!)).toBeGreaterThanOrEqual(16);
        expect(yearsBetween(elder, head!)).toBeLessThanOrEqual(50);
      }
    }
  });

  it('hold nobody who is not born yet or older than 106', () => {
    for (const person of states.flatMap((state) => draw(2_000, state)).flat()) {
      expect(person.birth_date < today).toBe(true);
      expect(daysBetween(person.birth_date, today) / 365.25).toBeLessThan(106);
    }
  });

  it('have one head, at most one spouse of the other sex, and phones that are plainly invented', () => {
    for (const family of draw(3_000, 'occupied')) {
      expect(family.filter(({ relation }) => relation === 'head')).toHaveLength(1);
      const spouses = family.filter(({ relation }) => relation === 'spouse');
      expect(spouses.length).toBeLessThan(2);
      if (spouses[0]) expect(spouses[0].sex).not.toBe(family[0]!.sex);
      for (const { phone } of family) if (phone !== null) expect(phone).toMatch(/^1990000\d{4}$/);
    }
  });

  it('come to about two and a half people a door and separate register from home both ways', () => {
    const occupied = draw(5_000, 'occupied').flat();
    expect(occupied.length / 5_000).toBeGreaterThan(2.3);
    expect(occupied.length / 5_000).toBeLessThan(3);
    expect(occupied.some(({ registered_here, lives_here }) => registered_here && !lives_here)).toBe(true);
    expect(occupied.some(({ registered_here, lives_here }) => !registered_here && lives_here)).toBe(true);
    expect(
      draw(500, 'empty')
        .flat()
        .every(({ registered_here, lives_here }) => registered_here && !lives_here),
    ).toBe(true);
  });

  it('are the same for the same seed', () => {
    expect(draw(200, 'let')).toEqual(draw(200, 'let'));
  });
});
