/**
 * Bytes as the text that PostgreSQL reads them from, to be cast `::text[]::bytea[]`: the driver takes an array of buffers
 * for one value.
 */
export function hexOf(values: readonly (Uint8Array | null)[]): (string | null)[] {
  return values.map((value) => value && `\\x${Buffer.from(value).toString('hex')}`);
}
