import { describe, expect, it } from 'vitest';
import { afterChanges, calmTasks } from '../../../scripts/soak/calm.ts';
import { growth } from '../../../scripts/soak/growth.ts';
import { readSettings } from '../../../scripts/soak/settings.ts';
import { judge } from '../../../scripts/soak/verdict.ts';

const samples = (...values: number[]) => values.map((value, at) => ({ minute: at + 5, value }));

describe('growth', () => {
  it('is that of the straight line, first to last', () => {
    expect(growth(samples(100, 101, 102, 103, 104))).toBeCloseTo(4, 10);
    expect(growth(samples(100, 90, 80))).toBeCloseTo(-20, 10);
    expect(growth(samples(50, 50))).toBe(0);
  });

  it('is not made by single samples that swing', () => {
    expect(growth(samples(100, 130, 100, 130, 100))).toBeCloseTo(0, 10);
    expect(growth(samples(100, 100, 100, 100, 110))).toBeCloseTo((8 / 98) * 100, 10);
  });

  it('cannot be told from one moment', () => {
    expect(growth([])).toBeNull();
    expect(growth(samples(100))).toBeNull();
    expect(
      growth([
        { minute: 5, value: 1 },
        { minute: 5, value: 2 },
      ]),
    ).toBeNull();
  });
});

describe('long tasks', () => {
  const task = (from_ms: number, to_ms: number) => ({ from_ms, to_ms });

  it('count where nothing was asked of the page', () => {
    const tasks = [task(900, 1100), task(1400, 1600), task(2300, 2600), task(2501, 2700), task(4000, 4300)];
    const busy = [...afterChanges([1000]), task(4200, 5000)];
    expect(calmTasks(tasks, busy)).toEqual([task(2501, 2700)]);
  });
});

describe('the verdict', () => {
  it('names what misses its goal, also what could not be measured', () => {
    const goals = {
      heap: { most: 5 },
      repaired: { least: 20 },
      repair_ms: { most: 5000 },
      growth: { most: 5 },
      other: { most: 1 },
    };
    const figures = { heap: 5, repaired: 19, repair_ms: 5000.5, growth: null, free: 1 };
    expect(judge(figures, goals)).toEqual({ figures, goals, missed: ['repaired', 'repair_ms', 'growth', 'other'] });
  });
});

describe('the command line', () => {
  it('has an hour at full strength by itself', () => {
    expect(readSettings(['wall'])).toEqual({
      names: ['wall'],
      settings: { minutes: 60, changes: 10, rotation_s: 20, losses: 20, width_px: 1920, height_px: 1080 },
    });
  });

  it('takes less, and says what is wrong', () => {
    expect(readSettings(['--minutes', '3', '--losses', '4']).settings).toMatchObject({ minutes: 3, losses: 4 });
    expect(() => readSettings(['--rotation', '5'])).toThrow('--rotation must be a number from 10 to 3600');
    expect(() => readSettings(['--minutes', 'many'])).toThrow('--minutes must be a number from 1 to 1440');
  });
});
