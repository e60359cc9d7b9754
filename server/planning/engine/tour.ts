import type { Random } from './random.ts';

/** Near cities that are looked at, and how far apart the cuts of a kick lie. */
const NEAR = 10;
const KICK_SPAN = 50;
/** Cities in the longest row that is moved as a whole. */
const LONGEST_ROW = 3;
/** Less than this is no improvement, but the error of a sum. */
const LEAST_GAIN = 1e-7;

/**
 * A round trip, bettered by turning parts of it (2-opt) and moving rows of up to three cities (Or-opt) beside near ones, and by small
 * kicks (double bridges within a short part) that are taken back where they do not pay.
 */
export class Tour {
  /** Cities in order. */
  readonly order: Int32Array;
  length = 0;
  private readonly place: Int32Array;
  private readonly near: Int32Array;
  private readonly nearCount: number;
  private readonly queue: Int32Array;
  private readonly isQueued: Uint8Array;
  private queued = 0;
  /** Positions between which was turned since the last kick, to take it back. */
  private readonly turned: number[] = [];

  /**
   * @param apart lengths between cities, `city_count`² of them, the same both ways.
   * @param order the cities as they are visited at first.
   */
  constructor(
    private readonly apart: Float64Array,
    order: Int32Array,
  ) {
    const count = order.length;
    this.order = order;
    this.place = new Int32Array(count);
    order.forEach((city, index) => {
      this.place[city] = index;
    });
    this.nearCount = Math.min(NEAR, count - 1);
    this.near = nearCities(apart, count, this.nearCount);
    this.queue = new Int32Array(count);
    this.isQueued = new Uint8Array(count);
    this.length = this.measure();
    for (const city of order) this.enqueue(city);
    this.improve();
    this.turned.length = 0;
  }

  /** One kick and what follows. @param heat length by which the tour may be longer and still be kept, about. */
  kick(random: Random, heat: number): void {
    const count = this.order.length;
    const before = this.length;
    this.turned.length = 0;
    const span = Math.min(KICK_SPAN, count - 2);
    const first = random.below(count);
    const one = 1 + random.below(span - 1);
    const other = 1 + random.below(span - 1);
    const middle = Math.min(one, other);
    const last = one === other ? middle + 1 : Math.max(one, other);
    this.swapRows(first, middle, last);
    this.improve();
    if (this.length > before - heat * Math.log(random.next() || Number.MIN_VALUE)) this.takeBack(before);
  }

  /** The parts of `middle` and `last - middle` cities behind a position change places. */
  private swapRows(first: number, middle: number, last: number): void {
    const at = (offset: number) => this.order[this.wrap(first + offset)]!;
    const [a, b, c, d, e, f] = [at(0), at(1), at(middle), at(middle + 1), at(last), at(last + 1)];
    this.length += this.far(a, d) + this.far(e, b) + this.far(c, f) - this.far(a, b) - this.far(c, d) - this.far(e, f);
    this.turn(first + 1, first + last);
    this.turn(first + 1, first + last - middle);
    this.turn(first + last - middle + 1, first + last);
    for (const city of [a, b, c, d, e, f]) this.enqueue(city);
  }

  private takeBack(length: number): void {
    const { turned } = this;
    for (let index = turned.length - 2; index >= 0; index -= 2) this.reverse(turned[index]!, turned[index + 1]!);
    turned.length = 0;
    this.length = length;
  }

  private improve(): void {
    while (this.queued > 0) {
      const city = this.queue[--this.queued]!;
      this.isQueued[city] = 0;
      while (this.turnAt(city, 1) || this.turnAt(city, -1) || this.moveRow(city, 1) || this.moveRow(city, -1));
    }
  }

  /** 2-opt: the edge from a city in a direction and another one are replaced. */
  private turnAt(city: number, way: 1 | -1): boolean {
    const { near, nearCount } = this;
    const next = this.step(city, way);
    const edge = this.far(city, next);
    for (let index = city * nearCount; index < (city + 1) * nearCount; index++) {
      const other = near[index]!;
      const gain = edge - this.far(city, other);
      if (gain <= LEAST_GAIN) return false;
      const otherNext = this.step(other, way);
      const more = gain + this.far(other, otherNext) - this.far(next, otherNext);
      if (more <= LEAST_GAIN) continue;
      this.length -= more;
      if (way === 1) this.turnShorter(this.place[next]!, this.place[other]!);
      else this.turnShorter(this.place[other]!, this.place[next]!);
      for (const end of [city, next, other, otherNext]) this.enqueue(end);
      return true;
    }
    return false;
  }

  /** Or-opt: the row that goes from a city in a direction is put, this city first or last, beside a near one. */
  private moveRow(city: number, way: 1 | -1): boolean {
    let end = city;
    const before = this.step(city, way === 1 ? -1 : 1);
    for (let size = 1; size <= LONGEST_ROW; size++) {
      if (size > 1) end = this.step(end, way);
      const after = this.step(end, way);
      if (after === before || this.step(after, way) === before) return false;
      const gain = this.far(before, city) + this.far(end, after) - this.far(before, after);
      if (gain > LEAST_GAIN && this.placeRow(city, end, before, after, gain, way)) return true;
    }
    return false;
  }

  private placeRow(city: number, end: number, before: number, after: number, gain: number, way: 1 | -1): boolean {
    const { near, nearCount, place } = this;
    const count = this.order.length;
    const size = this.wrap((place[end]! - place[city]!) * way) + 1;
    for (let index = city * nearCount; index < (city + 1) * nearCount; index++) {
      const other = near[index]!;
      const left = gain - this.far(city, other);
      if (left <= LEAST_GAIN) return false;
      if (((place[other]! - place[city]!) * way + count) % count < size) continue;
      for (const side of [1, -1] as const) {
        const beyond = this.step(other, side);
        // Inside the row, or back where it was taken from.
        if (beyond === city || beyond === end) continue;
        const more = left + this.far(other, beyond) - this.far(end, beyond);
        if (more <= LEAST_GAIN) continue;
        this.length -= more;
        this.carry(city, end, other, beyond, way, side);
        for (const changed of [city, end, before, after, other, beyond]) this.enqueue(changed);
        return true;
      }
    }
    return false;
  }

  /** Moves a row between `other` and `beyond`, `city` beside `other`. */
  private carry(city: number, end: number, other: number, beyond: number, way: 1 | -1, side: 1 | -1): void {
    const { place } = this;
    const count = this.order.length;
    const first = place[way === 1 ? city : end]!;
    const last = place[way === 1 ? end : city]!;
    const size = this.wrap(last - first) + 1;
    const left = place[side === 1 ? other : beyond]!;
    const isTurned = way !== side;
    // What lies between the row and its new place goes to its other side; there is one such part each way round.
    const ahead = this.wrap(left - last);
    const behind = count - size - ahead;
    if (ahead <= behind) {
      this.turn(first, left);
      this.turn(first, first + ahead - 1);
      if (!isTurned) this.turn(first + ahead, first + ahead + size - 1);
    } else {
      this.turn(left + 1, last);
      this.turn(last - behind + 1, last);
      if (!isTurned) this.turn(last - behind - size + 1, last - behind);
    }
  }

  /** Turns the part between two positions or, if that is shorter, all the rest: the same tour, the other way round. */
  private turnShorter(from: number, to: number): void {
    if (this.wrap(to - from + 1) * 2 > this.order.length) this.turn(to + 1, from - 1);
    else this.turn(from, to);
  }

  private turn(from: number, to: number): void {
    const [first, last] = [this.wrap(from), this.wrap(to)];
    this.turned.push(first, last);
    this.reverse(first, last);
  }

  private reverse(from: number, to: number): void {
    const { order, place } = this;
    const count = order.length;
    let left = from;
    let right = to;
    for (let steps = this.wrap(to - from + 1) >> 1; steps > 0; steps--) {
      const one = order[left]!;
      const other = order[right]!;
      order[left] = other;
      place[other] = left;
      order[right] = one;
      place[one] = right;
      if (++left === count) left = 0;
      if (--right < 0) right = count - 1;
    }
  }

  private step(city: number, way: 1 | -1): number {
    const at = this.place[city]! + way;
    const count = this.order.length;
    return this.order[at === count ? 0 : at < 0 ? count - 1 : at]!;
  }

  private wrap(position: number): number {
    const count = this.order.length;
    return ((position % count) + count) % count;
  }

  private far(one: number, other: number): number {
    return this.apart[one * this.order.length + other]!;
  }

  private enqueue(city: number): void {
    if (this.isQueued[city] === 1) return;
    this.isQueued[city] = 1;
    this.queue[this.queued++] = city;
  }

  private measure(): number {
    let length = 0;
    this.order.forEach((city, index) => {
      length += this.far(city, this.order[this.wrap(index + 1)]!);
    });
    return length;
  }
}

/** City × `near_count`: the nearest others, nearest first. */
function nearCities(apart: Float64Array, count: number, near_count: number): Int32Array {
  const near = new Int32Array(count * near_count);
  for (let city = 0; city < count; city++) {
    const row = apart.subarray(city * count, (city + 1) * count);
    const others = Array.from({ length: count }, (_, other) => other).filter((other) => other !== city);
    others.sort((one, other) => row[one]! - row[other]! || one - other);
    near.set(others.slice(0, near_count), city * near_count);
  }
  return near;
}
