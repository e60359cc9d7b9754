/** Bytes that are written one after the other into an array that grows: protobuf's varints and what they count. */
export class Bytes {
  array: Uint8Array;
  /** Bytes in use. */
  length = 0;

  constructor(size: number) {
    this.array = new Uint8Array(size);
  }

  /** Makes room for so many more. */
  reserve(more: number): void {
    if (this.length + more <= this.array.length) return;
    const larger = new Uint8Array(Math.max(this.length + more, this.array.length * 2));
    larger.set(this.array);
    this.array = larger;
  }

  /** Writes a whole number from 0 to 2^53 - 1 as a varint; there must be room for 8 bytes. */
  varint(value: number): void {
    const { array } = this;
    let rest = value;
    for (; rest > 0xffff_ffff; rest = Math.floor(rest / 128)) array[this.length++] = (rest % 128) | 0x80;
    for (rest = rest >>> 0; rest > 0x7f; rest >>>= 7) array[this.length++] = (rest & 0x7f) | 0x80;
    array[this.length++] = rest;
  }

  /** Writes some of another array's bytes, one by one: they are few, and a view of them costs more. */
  copy(source: Uint8Array, from: number, to: number): void {
    this.reserve(to - from);
    const { array } = this;
    let at = this.length;
    for (let i = from; i < to; i++) array[at++] = source[i]!;
    this.length = at;
  }

  /** Writes a field of bytes, text or a message. */
  field(tag: number, source: Uint8Array, from = 0, to = source.length): void {
    this.reserve(16);
    this.varint((tag << 3) | LENGTH_DELIMITED);
    this.varint(to - from);
    if (to - from < 256) this.copy(source, from, to);
    else {
      this.reserve(to - from);
      this.array.set(source.subarray(from, to), this.length);
      this.length += to - from;
    }
  }

  /** Writes a field of a whole number. */
  number(tag: number, value: number): void {
    this.reserve(16);
    this.varint(tag << 3);
    this.varint(value);
  }

  /** A copy of what is in use. */
  finish(): Uint8Array<ArrayBuffer> {
    return this.array.slice(0, this.length) as Uint8Array<ArrayBuffer>;
  }
}

/** Protobuf's wire type of bytes and messages. */
const LENGTH_DELIMITED = 2;

/** Bytes that a varint of a number from 0 to 2^53 - 1 takes. */
export function varintLength(value: number): number {
  let length = 1;
  for (let rest = value; rest > 0x7f; rest = Math.floor(rest / 128)) length++;
  return length;
}
