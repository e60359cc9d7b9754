import type { Model } from './model.ts';
import type { Random } from './random.ts';
import type { State } from './state.ts';

/** Mean number of jobs that are taken out, and the longest string of them: figures of Christiaens & Vanden Berghe 2020. */
const MEAN_TAKEN = 10;
const LONGEST_STRING = 10;
/** How often a string keeps some jobs in its middle, and how often there is one more of them. */
const SPLIT = 0.5;
const SPLIT_MORE = 0.01;

/** Takes strings of neighbouring jobs out of routes near each other. */
export class Ruin {
  /** Jobs that were taken out, the first `taken_count` of it; vehicles that they were taken from. */
  readonly taken: Int32Array;
  taken_count = 0;
  readonly vehicles: Int32Array;
  vehicle_count = 0;
  private readonly hit: Int32Array;
  private now = 0;

  /**
   * @param active 1 for vehicles whose routes may change.
   * @param kept 1 for jobs that stay where they are.
   */
  constructor(
    private readonly model: Model,
    private readonly state: State,
    private readonly random: Random,
    private readonly active: Uint8Array,
    private readonly kept: Uint8Array,
  ) {
    this.taken = new Int32Array(model.job_count);
    this.vehicles = new Int32Array(model.vehicle_count);
    this.hit = new Int32Array(model.vehicle_count);
  }

  /** @param seed the job round which routes are ruined. */
  ruin(seed: number): void {
    const { model, state, random } = this;
    this.taken_count = 0;
    this.vehicle_count = 0;
    this.now++;
    const longest = Math.min(LONGEST_STRING, this.meanSize());
    const most = (4 * MEAN_TAKEN) / (1 + longest) - 1;
    const strings = Math.floor(1 + random.next() * most);
    const end = (seed + 1) * model.round_count;
    for (let index = seed * model.round_count; index < end && this.vehicle_count < strings; index++) {
      const job = model.round[index]!;
      const vehicle = state.route[job]!;
      if (vehicle < 0 || this.active[vehicle] === 0 || this.hit[vehicle] === this.now) continue;
      this.hit[vehicle] = this.now;
      this.vehicles[this.vehicle_count++] = vehicle;
      const length = Math.floor(1 + random.next() * Math.min(state.size[vehicle]!, longest));
      this.takeString(job, vehicle, length);
    }
  }

  /** Takes one more job out. */
  take(job: number): void {
    this.state.unlink(job);
    this.taken[this.taken_count++] = job;
  }

  private meanSize(): number {
    let used = 0;
    for (const size of this.state.size) if (size > 0) used++;
    return used === 0 ? 1 : (this.model.job_count - this.state.absent_count[0]!) / used;
  }

  /** Takes `length` jobs, `job` among them, that follow each other but for some that stay in their middle. */
  private takeString(job: number, vehicle: number, length: number): void {
    const { random, state } = this;
    const size = state.size[vehicle]!;
    const split = length > 1 && length < size && random.next() < SPLIT;
    let stays = split ? 1 : 0;
    while (split && length + stays < size && random.next() < SPLIT_MORE) stays++;
    const span = length + stays;
    let node = this.stringStart(job, span);
    const firstStays = split ? 1 + random.below(Math.max(1, length - 1)) : span;
    for (let index = 0; index < span && node < this.model.job_count; index++) {
      const next = state.next[node]!;
      const remains = index >= firstStays && index < firstStays + stays;
      if (!remains && this.kept[node] === 0) this.take(node);
      node = next;
    }
  }

  /** The first of `span` jobs in a row with `job` among them, any such row with equal chance. */
  private stringStart(job: number, span: number): number {
    const { state, random } = this;
    const before = state.rank[job]!;
    const after = state.size[state.route[job]!]! - before;
    // With too few jobs behind it the row has to begin sooner.
    const least = Math.max(0, span - after);
    let back = least + random.below(Math.min(before, span - 1) - least + 1);
    let node = job;
    while (back-- > 0) node = state.previous[node]!;
    return node;
  }
}
