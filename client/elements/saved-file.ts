/** Hands a value to the reader as a JSON file of that name. */
export function saveJson(name: string, value: unknown): void {
  saveBytes(name, 'application/json', JSON.stringify(value, null, 2));
}

/** Hands bytes or a text to the reader as a file of that name. */
export function saveBytes(name: string, type: string, bytes: BlobPart): void {
  const address = URL.createObjectURL(new Blob([bytes], { type }));
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
  // The download has its own hold on the bytes once it has begun.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
