import { describe, expect, it } from 'vitest';
import { afterChanges, calmTasks } from '../../../scripts/soak/calm.ts';
import { growth } from '../../../scripts/soak/growth.ts';
import { readSettings } from '../../../scripts/soak/settings.ts';
import { judge } from '../../../scripts/soak/verdict.ts';

const samples = (...values: number[]) =>
  values.map((value, at) => ({ minute: at + 5, value, shown: 'today', swing: 0 }));

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

  it('is not made by what is shown, of which each has its own level', () => {
    const shown = [10, 30, 10, 30, 11, 31].map((value, at) => ({
      minute: at,
      value,
      shown: at % 2 ? 'living' : 'night',
      swing: 0,
    }));
    expect(growth(shown)).toBeCloseTo(((5 / 4) * 100) / (122 / 6 - (1 / 4) * 2.5), 10);
    expect(growth(shown.slice(0, 2))).toBeNull();
  });

  it('is not made by what comes and goes, which has its own share', () => {
    const swings = [0, 4, 1, 3, 5, 2];
    const swung = swings.map((swing, at) => ({ minute: at, value: 20 + at * 0.1 + swing * 2, shown: 'today', swing }));
    // From the mean, 20.25 + 5, back to the first: 25.
    expect(growth(swung)).toBeCloseTo((0.5 / 25) * 100, 10);
    expect(growth(swung.map((sample) => ({ ...sample, swing: sample.minute })))).toBeNull();
  });

  it('cannot be told from one moment', () => {
    expect(growth([])).toBeNull();
    expect(growth(samples(100))).toBeNull();
    expect(
      growth([
        { minute: 5, value: 1, shown: 'today', swing: 0 },
        { minute: 5, value: 2, shown: 'today', swing: 0 },
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
