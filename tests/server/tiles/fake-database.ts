import type { Database } from '../../../server/db/open.ts';
import { wkbOf } from './geometry.ts';

/** A database that holds nothing but one place, row 1, at 0° N, 0° E, and answers loads of it when it is let to. */
export class FakeDatabase {
  bornAt = '2026-01-01';
  /** Loads of all places, and of single ones, so far. */
  loads = 0;
  rowLoads = 0;
  /** Looks at the versions so far. */
  looks = 0;
  /** Loads fail. */
  failing = false;
  /** What happens before single rows are answered. */
  duringRows: () => Promise<void> = async () => {};
  /** Nothing is answered at all. */
  away = false;
  private name: string | null = 'one';
  private version = 1;
  private changes: { version: number; keys: string[] | null }[] = [];
  private held: Promise<void> | undefined;
  release: () => void = () => {};

  readonly sql = Object.assign(
    (strings: TemplateStringsArray, ...values: unknown[]) => this.answer(strings.join(''), values),
    { unsafe: (query: string) => this.load(query) },
  ) as unknown as Database;

  /** Holds back the loads of all places from now on, until `release`. */
  hold(): void {
    this.held = new Promise((resolve) => {
      this.release = () => {
        this.held = undefined;
        resolve();
      };
    });
  }

  /** As another process would: the place has a new name, or with null has gone. @param keys null: too many to be told. */
  change(name: string | null, keys: string[] | null = ['1']): void {
    this.name = name;
    this.version++;
    this.changes.push({ version: this.version, keys });
  }

  /** Forgets what changed so far. */
  forget(): void {
    this.changes = [];
  }

  private async answer(query: string, values: unknown[]): Promise<unknown[]> {
    if (this.away) throw new Error('nobody answers');
    if (query.includes('from migration')) return [{ at: this.bornAt }];
    if (query.includes('pg_table_size'))
      return (values[0] as string[]).map((name) => ({ name, bytes: name === 'place' ? 1000 : 0 }));
    if (query.includes('from tile_change')) {
      const [table, after, known] = values as [string, number, number];
      return table === 'place' ? this.changes.filter(({ version }) => version > after && version <= known) : [];
    }
    this.looks++;
    return [{ layer: 'place', version: this.version }];
  }

  private async load(query: string): Promise<unknown[]> {
    if (!query.includes('from place t')) return [];
    const whole = query.includes('limit');
    if (whole) this.loads++;
    else this.rowLoads++;
    const { name, failing } = this;
    await (whole ? this.held : this.duringRows());
    if (failing) throw new Error('the connection is gone');
    const wkb = wkbOf({ type: 'Point', coordinates: [0, 0] });
    return name === null ? [] : [{ key: 1, minzoom: 0, wkb, kind: 'square', name }];
  }
}
