import { IMPOSSIBLE } from './costs.ts';
import { STATES } from './states.ts';

/**
 * Best readings up to each place, by the state they end in; the cells of a place stand together. The arrays are used again for the
 * next line.
 */
export class Cells {
  cost = new Float64Array(0);
  /** The cell before. */
  from = new Int32Array(0);
  /** The edge that leads here; `NAME_BEGINS` or `NAME_GOES_ON` where one unit was read as part of a name. */
  edge = new Int32Array(0);
  /** Codes: of the smallest division read so far, of the division just read (0 for none). */
  area = new Int32Array(0);
  code = new Int32Array(0);
  /** Bits of `seen`. */
  flags = new Int32Array(0);
  /** Where the name being read begins, or the last one ended. */
  mark = new Int32Array(0);

  reset(length: number): void {
    const size = (length + 1) * STATES;
    if (this.cost.length < size) {
      this.cost = new Float64Array(size * 2);
      this.from = new Int32Array(size * 2);
      this.edge = new Int32Array(size * 2);
      this.area = new Int32Array(size * 2);
      this.code = new Int32Array(size * 2);
      this.flags = new Int32Array(size * 2);
      this.mark = new Int32Array(size * 2);
    }
    this.cost.fill(IMPOSSIBLE, 0, size);
    this.cost[0] = 0;
    this.area[0] = 0;
    this.flags[0] = 0;
    this.mark[0] = 0;
  }

  put(
    cell: number,
    cost: number,
    from: number,
    edge: number,
    area: number,
    code: number,
    flags: number,
    mark: number,
  ): void {
    if (cost >= this.cost[cell]!) return;
    this.cost[cell] = cost;
    this.from[cell] = from;
    this.edge[cell] = edge;
    this.area[cell] = area;
    this.code[cell] = code;
    this.flags[cell] = flags;
    this.mark[cell] = mark;
  }
}

export const NAME_BEGINS = -1;
export const NAME_GOES_ON = -2;
