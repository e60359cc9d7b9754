/** An array of numbers that grows. */
export class Growing<Numbers extends Uint8Array | Uint32Array | Float64Array> {
  length = 0;

  constructor(private numbers: Numbers) {}

  push(value: number): void {
    if (this.length === this.numbers.length) {
      const larger = new (this.numbers.constructor as new (length: number) => Numbers)(this.length * 2);
      larger.set(this.numbers);
      this.numbers = larger;
    }
    this.numbers[this.length++] = value;
  }

  /** Forgets what was pushed after the array had this length. */
  cut(length: number): void {
    this.length = length;
  }

  at(index: number): number {
    return this.numbers[index]!;
  }

  /** What is in use, without a copy; valid until the next push. */
  view(): Numbers {
    return this.numbers.subarray(0, this.length) as Numbers;
  }
}
