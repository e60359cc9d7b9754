import Flatbush from 'flatbush';

/** Boxes of one index: so many are finished within some 10 ms, at one stroke. */
const PART = 15_000;

/** Boxes by where they are: many small indexes in place of a large one, so that others are answered while they are made. */
export class Boxes {
  private constructor(private readonly parts: readonly Flatbush[]) {}

  /**
   * Makes the index of `count` boxes, pausing every some milliseconds.
   * @param boxOf `[west, south, east, north]` of each, by number from 0.
   */
  static *make(
    count: number,
    boxOf: (at: number) => readonly [west: number, south: number, east: number, north: number],
  ): Generator<void, Boxes> {
    const parts: Flatbush[] = [];
    for (let begin = 0; begin < count; begin += PART) {
      yield;
      const end = Math.min(begin + PART, count);
      const part = new Flatbush(end - begin);
      for (let at = begin; at < end; at++) part.add(...boxOf(at));
      part.finish();
      parts.push(part);
    }
    return new Boxes(parts);
  }

  /** Bytes that the index takes. */
  get bytes(): number {
    return this.parts.reduce((sum, { data }) => sum + data.byteLength, 0);
  }

  /** Numbers of the boxes that touch this one, in no order. */
  search(west: number, south: number, east: number, north: number): number[] {
    const [first] = this.parts;
    if (this.parts.length <= 1) return first?.search(west, south, east, north) ?? [];
    return this.parts.flatMap((part, index) => {
      return part.search(west, south, east, north).map((at) => index * PART + at);
    });
  }
}
