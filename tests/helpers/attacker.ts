import { solve } from 'yalps';

/** What is known of a number: it lies here, both ends included. */
export interface Interval {
  low: number;
  high: number;
}

/** A known linear relation: the sum of coefficient × cell lies in the interval. */
interface Fact extends Interval {
  terms: [cell: string, coefficient: number][];
}

/** The public rule of data/views/04_released.sql: what a leaf counts for in sums, null where it is small. */
export function classOf(count: number, below: number): number | null {
  if (below <= 1 || count === 0) return count;
  if (count < below) return null;
  return Math.max(Math.floor((count + 5) / 10), Math.floor((below + 9) / 10)) * 10;
}

/** The rule read backwards: which counts a leaf may have, of which this is published. */
export function countsOfClass(published: number | null, below: number): Interval {
  if (published === null) return { low: 1, high: below - 1 };
  if (below <= 1 || published === 0) return { low: published, high: published };
  const first = Math.floor((below + 9) / 10) * 10;
  return { low: published === first ? below : published - 5, high: published + 4 };
}

/** Puts everything that is known of some hidden numbers together and solves for each, by linear programming. */
export class Attacker {
  readonly #cells = new Map<string, Interval>();
  readonly #facts: Fact[] = [];
  readonly #factsOf = new Map<string, number[]>();

  /** A cell lies in an interval. */
  bound(cell: string, { low, high }: Interval): void {
    const known = this.#cells.get(cell) ?? { low: 0, high: Number.POSITIVE_INFINITY };
    this.#cells.set(cell, { low: Math.max(low, known.low), high: Math.min(high, known.high) });
  }

  /** A weighted sum of cells lies in an interval, of which either end may be infinite. */
  know(terms: Fact['terms'], { low, high }: Interval): void {
    const at = this.#facts.push({ terms, low, high }) - 1;
    for (const [cell] of terms) this.#factsOf.set(cell, [...(this.#factsOf.get(cell) ?? []), at]);
  }

  /** The least and the most that a cell can be, given everything. Fails where what is known contradicts itself. */
  solve(cell: string): Interval {
    const facts = this.#connected(cell);
    return { low: this.#extreme(cell, facts, 'minimize'), high: this.#extreme(cell, facts, 'maximize') };
  }

  /** Facts that reach a cell through others; cells that are known do not pass anything on. */
  #connected(cell: string): Set<number> {
    const facts = new Set<number>();
    const queue = [cell];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      for (const at of this.#factsOf.get(next) ?? []) {
        if (facts.has(at)) continue;
        facts.add(at);
        queue.push(...this.#facts[at]!.terms.map(([other]) => other).filter((other) => !this.#isKnown(other)));
      }
    }
    return facts;
  }

  #isKnown(cell: string): boolean {
    const { low, high } = this.#cells.get(cell)!;
    return low === high;
  }

  #extreme(cell: string, facts: Set<number>, direction: 'minimize' | 'maximize'): number {
    // Every variable is how far a cell lies above its lower end, because the solver knows no negative ones.
    const constraints = new Map<string, { min?: number; max?: number }>();
    const variables = new Map<string, Map<string, number>>();
    const add = (name: string) => {
      const { low, high } = this.#cells.get(name)!;
      const column = new Map([[`cell ${name}`, 1]]);
      if (name === cell) column.set('aim', 1);
      variables.set(name, column);
      if (high < Number.POSITIVE_INFINITY) constraints.set(`cell ${name}`, { max: high - low });
      return column;
    };
    add(cell);
    for (const at of facts) {
      const { terms, low, high } = this.#facts[at]!;
      let base = 0;
      for (const [name, coefficient] of terms) {
        base += coefficient * this.#cells.get(name)!.low;
        if (!this.#isKnown(name)) (variables.get(name) ?? add(name)).set(`fact ${at}`, coefficient);
      }
      constraints.set(`fact ${at}`, {
        ...(low > Number.NEGATIVE_INFINITY ? { min: low - base } : {}),
        ...(high < Number.POSITIVE_INFINITY ? { max: high - base } : {}),
      });
    }
    const solution = solve({ direction, objective: 'aim', constraints, variables });
    if (solution.status !== 'optimal') throw new Error(`${direction} ${cell}: ${solution.status}`);
    return solution.result + this.#cells.get(cell)!.low;
  }
}
