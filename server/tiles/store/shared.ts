type Numbers = Uint8Array | Uint16Array | Uint32Array | Float64Array;

/** Zeroes in shared memory, which other threads can read without a copy of their own. */
export function sharedArray<Kind extends Numbers>(kind: new (buffer: SharedArrayBuffer) => Kind, length: number): Kind {
  const { BYTES_PER_ELEMENT } = kind as unknown as { BYTES_PER_ELEMENT: number };
  return new kind(new SharedArrayBuffer(length * BYTES_PER_ELEMENT));
}

/** Zeroes in shared memory, of the narrowest kind that holds whole numbers up to this one. */
export function sharedArrayFor(largest: number, length: number): Uint8Array | Uint16Array | Uint32Array {
  if (largest < 2 ** 8) return sharedArray(Uint8Array, length);
  return largest < 2 ** 16 ? sharedArray(Uint16Array, length) : sharedArray(Uint32Array, length);
}
