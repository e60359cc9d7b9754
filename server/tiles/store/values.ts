import { PbfWriter } from 'pbf';

/** An attribute as it may stand in a tile. */
export type Value = string | number | boolean;

/** Distinct attribute values, each kept as the bytes of its `Value` message, ready to be copied into a tile. */
export interface ValueTable {
  bytes: Uint8Array;
  /** Where each value ends in `bytes`; one entry a value. Code 0 is value 0; in columns codes are one higher. */
  ends: Uint32Array;
}

/** Gives each distinct value a code: 1, 2, 3 … in order of appearance; 0 stands for absent. */
export class ValueCoder {
  private readonly codes = new Map<Value, number>();
  private readonly writer = new PbfWriter();
  private readonly ends: number[] = [];

  /** Null, undefined, false, NaN and the empty string are absent. */
  code(value: Value | null | undefined): number {
    if (!value && value !== 0) return 0;
    const known = this.codes.get(value);
    if (known !== undefined) return known;
    writeValue(value, this.writer);
    this.ends.push(this.writer.pos);
    this.codes.set(value, this.ends.length);
    return this.ends.length;
  }

  /** Bytes that the values so far take. */
  get bytes(): number {
    return this.writer.pos + this.ends.length * 4;
  }

  finish(): ValueTable {
    return { bytes: this.writer.finish(), ends: Uint32Array.from(this.ends) };
  }
}

/** Writes the body of a `Value` message: whole numbers as uint or sint, others as double. */
function writeValue(value: Value, writer: PbfWriter): void {
  if (typeof value === 'string') writer.writeStringField(1, value);
  else if (typeof value === 'boolean') writer.writeBooleanField(7, value);
  else if (!Number.isSafeInteger(value)) writer.writeDoubleField(3, value);
  else if (value >= 0) writer.writeVarintField(5, value);
  else writer.writeSVarintField(6, value);
}
