import type { Model } from './model.ts';
import type { State } from './state.ts';

/** By how much the longest route's work exceeds the mean, and what that would be with other work in one of them. */
export class LoadBalance {
  private total = 0;
  private longest = 0;
  private second = 0;
  private longestVehicle = -1;

  constructor(private readonly model: Model) {}

  /** Takes the work of all routes anew. */
  read(state: State): void {
    this.total = 0;
    this.longest = 0;
    this.second = 0;
    this.longestVehicle = -1;
    for (let vehicle = 0; vehicle < this.model.vehicle_count; vehicle++) {
      const work = state.work[vehicle]!;
      this.total += work;
      if (work >= this.longest) {
        this.second = this.longest;
        this.longest = work;
        this.longestVehicle = vehicle;
      } else if (work > this.second) {
        this.second = work;
      }
    }
  }

  /** What the unevenness costs. */
  cost(): number {
    return this.model.uneven_cost * (this.longest - this.total / this.model.vehicle_count);
  }

  /** What it would cost more with this much more work in a route. */
  change(state: State, vehicle: number, more: number): number {
    const others = vehicle === this.longestVehicle ? this.second : this.longest;
    const longest = Math.max(others, state.work[vehicle]! + more);
    return this.model.uneven_cost * (longest - this.longest - more / this.model.vehicle_count);
  }
}
