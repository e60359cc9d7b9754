import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countOf, type Release } from '../../../server/access/suppression.ts';
import { Attacker, classOf, countsOfClass } from '../../helpers/attacker.ts';

const below = 10;
const categories = 2;
const months = 3;

/** Counts by leaf, named `street.grid/category/month`; over the months a leaf only grows, as what is owed by a month's end does. */
type Population = Map<string, number>;
type Publish = (leaves: number[]) => number | null;

const increase = fc.oneof(
  fc.integer({ min: 0, max: 4 }),
  fc.integer({ min: 0, max: 14 }),
  fc.integer({ min: 0, max: 60 }),
);
const leaf = fc.array(increase, { minLength: months, maxLength: months });
const grid = fc.array(leaf, { minLength: categories, maxLength: categories });
const street = fc.array(grid, { minLength: 2, maxLength: 6 });
const population = fc.array(street, { minLength: 2, maxLength: 6 }).map((streets) => {
  const counts: Population = new Map();
  streets.forEach((grids, s) => {
    grids.forEach((kinds, g) => {
      kinds.forEach((steps, k) => {
        steps.reduce((sum, step, m) => {
          counts.set(`${s}.${g}/${k}/${m}`, sum + step);
          return sum + step;
        }, 0);
      });
    });
  });
  return counts;
});

/** Every question that can be asked: all leaves, and all sums over an area's grids, over categories, or over both. */
function questionsOf(counts: Population): Map<string, string[]> {
  const questions = new Map<string, string[]>();
  for (const cell of counts.keys()) {
    const [place, kind, month] = cell.split('/') as [string, string, string];
    for (const area of [place, place.split('.')[0]!, 'all']) {
      for (const category of [kind, 'all']) {
        const key = `${area}/${category}/${month}`;
        questions.set(key, [...(questions.get(key) ?? []), cell]);
      }
    }
  }
  return questions;
}

/** As the product does: classes of leaves, added up, and read. */
function released(release: Release): Publish {
  return (leaves) => {
    const classes = leaves.map((count) => classOf(count, below));
    const sure_sum = classes.reduce<number>((sum, value) => sum + (value ?? 0), 0);
    return countOf(release, 'visit_due', { sure_sum, small_count: classes.filter((value) => value === null).length });
  };
}

/** What most dashboards do: exact numbers, small ones left out. */
const naive: Publish = (leaves) => {
  const sum = leaves.reduce((total, count) => total + count, 0);
  return sum > 0 && sum < below ? null : sum;
};

/** Whoever knows that leaves only grow from month to month. */
function knowGrowth(attacker: Attacker, counts: Population): void {
  for (const cell of counts.keys()) {
    const later = cell.replace(/\d$/, (month) => String(Number(month) + 1));
    if (counts.has(later)) {
      attacker.know(
        [
          [later, 1],
          [cell, -1],
        ],
        { low: 0, high: Number.POSITIVE_INFINITY },
      );
    }
  }
}

describe('what is released', () => {
  const release: Release = { small_count_below: below, small_means: {} };

  it('pins no hidden cell, whatever is asked, added and subtracted', () => {
    let hidden = 0;
    const property = fc.property(population, (counts) => {
      const publish = released(release);
      const attacker = new Attacker();
      const answers = new Map<string, number | null>();
      for (const [cell, count] of counts) {
        answers.set(cell, publish([count]));
        attacker.bound(cell, countsOfClass(answers.get(cell)!, below));
      }
      knowGrowth(attacker, counts);
      for (const cells of questionsOf(counts).values()) {
        // A sum is what the leaves' own answers make it: it says nothing that they have not said.
        const said = cells.map((cell) => answers.get(cell) ?? null);
        const sure_sum = said.reduce<number>((sum, value) => sum + (value ?? 0), 0);
        const small_count = said.filter((value) => value === null).length;
        expect(publish(cells.map((cell) => counts.get(cell)!))).toBe(
          countOf(release, 'visit_due', { sure_sum, small_count }),
        );
      }
      for (const [cell, count] of counts) {
        if (count === 0) continue;
        const { low, high } = attacker.solve(cell);
        expect(low).toBeLessThanOrEqual(count);
        expect(high).toBeGreaterThanOrEqual(count);
        expect(high - low).toBeGreaterThanOrEqual(count < below ? below - 2 : 4);
        hidden++;
      }
    });
    fc.assert(property, { numRuns: 40, seed: 20260520 });
    expect(hidden).toBeGreaterThan(1000);
  });

  it('leaves every value open where everything that could have been is tried', () => {
    // All populations of two streets with two leaves each, by what is published of them.
    const publish = released(release);
    const possible = new Map<string, Set<number>[]>();
    const values = Array.from({ length: 17 }, (_, value) => value);
    for (const a of values) {
      for (const b of values) {
        for (const c of values) {
          for (const d of values) {
            const asked = [[a], [b], [c], [d], [a, b], [c, d], [a, c], [b, d], [a, b, c, d]].map(publish).join();
            const seen = possible.get(asked) ?? [new Set(), new Set(), new Set(), new Set()];
            for (const [at, value] of [a, b, c, d].entries()) seen[at]!.add(value);
            possible.set(asked, seen);
          }
        }
      }
    }
    const sets = new Set([...possible.values()].flat().map((set) => [...set].sort((x, y) => x - y).join(' ')));
    expect([...sets].sort()).toEqual(['0', '1 2 3 4 5 6 7 8 9', '10 11 12 13 14', '15 16']);
  });
});

describe('the attacker', () => {
  it('pins cells of a publisher that only leaves small numbers out', () => {
    let pinned = 0;
    fc.assert(
      fc.property(population, (counts) => {
        const attacker = new Attacker();
        for (const [cell, count] of counts) {
          const answer = naive([count]);
          attacker.bound(cell, answer === null ? { low: 1, high: below - 1 } : { low: answer, high: answer });
        }
        knowGrowth(attacker, counts);
        for (const cells of questionsOf(counts).values()) {
          const answer = naive(cells.map((cell) => counts.get(cell)!));
          const range = answer === null ? { low: 1, high: below - 1 } : { low: answer, high: answer };
          attacker.know(
            cells.map((cell) => [cell, 1]),
            range,
          );
        }
        for (const [cell, count] of counts) {
          if (count === 0 || count >= below) continue;
          const { low, high } = attacker.solve(cell);
          expect(low).toBeLessThanOrEqual(count + 1e-6);
          expect(high).toBeGreaterThanOrEqual(count - 1e-6);
          if (high - low < 1) pinned++;
        }
      }),
      { numRuns: 5, seed: 20260520 },
    );
    expect(pinned).toBeGreaterThan(10);
  });
});

describe('the mean of all small leaves', () => {
  /** Cells of a deployment and the mean that is told of them, to the nearest half. */
  const deployments: [string, number[]][] = [
    ['all are 1', Array(80).fill(1)],
    ['all are 9', Array(80).fill(9)],
    ['all are 1 but one', [9, ...Array(79).fill(1)]],
    [
      'hardly more would round it up',
      [...Array(60).fill(1), ...Array(20).fill(2)].map((count, at) => (at === 60 ? 1 : count)),
    ],
    ['mixed', Array.from({ length: 100 }, (_, at) => 1 + ((at * 7) % 9))],
  ];

  it.each(deployments)('tells nothing of one of them where %s', (_, counts) => {
    const mean = Math.round((2 * counts.reduce((sum, count) => sum + count, 0)) / counts.length) / 2;
    const attacker = new Attacker();
    for (const at of counts.keys()) attacker.bound(String(at), { low: 1, high: below - 1 });
    // Just under the next step: that end itself would be rounded on.
    const range = { low: (mean - 0.25) * counts.length, high: (mean + 0.25) * counts.length - 1e-6 };
    attacker.know(
      [...counts.keys()].map((at) => [String(at), 1]),
      range,
    );
    for (const at of [0, 1, counts.length - 1]) {
      const { low, high } = attacker.solve(String(at));
      expect([low, high]).toEqual([1, below - 1]);
    }
  });

  it('tells nothing of one of them over two months either', () => {
    const attacker = new Attacker();
    const leaves = [...Array(100).keys()];
    const first = leaves.map((at) => 1 + ((at * 7) % 5));
    const second = first.map((count, at) => count + (at % 3));
    for (const [month, counts] of [first, second].entries()) {
      for (const at of leaves) attacker.bound(`${at}/${month}`, { low: 1, high: below - 1 });
      const mean = Math.round((2 * counts.reduce((sum, count) => sum + count, 0)) / 100) / 2;
      const range = { low: (mean - 0.25) * 100, high: (mean + 0.25) * 100 - 1e-6 };
      attacker.know(
        leaves.map((at) => [`${at}/${month}`, 1]),
        range,
      );
    }
    for (const at of leaves)
      attacker.know(
        [
          [`${at}/1`, 1],
          [`${at}/0`, -1],
        ],
        { low: 0, high: Number.POSITIVE_INFINITY },
      );
    for (const cell of ['0/0', '0/1', '99/0', '99/1'])
      expect(attacker.solve(cell)).toEqual({ low: 1, high: below - 1 });
  });

  it('would tell something of one of few', () => {
    const attacker = new Attacker();
    for (const at of Array(8).keys()) attacker.bound(String(at), { low: 1, high: below - 1 });
    attacker.know(
      [...Array(8).keys()].map((at) => [String(at), 1]),
      { low: 8, high: 8 * 1.25 },
    );
    expect(attacker.solve('0')).toEqual({ low: 1, high: 3 });
  });
});
