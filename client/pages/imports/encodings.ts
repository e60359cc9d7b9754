/** Encodings that Chinese offices use; labels of the WHATWG Encoding Standard. */
export const encodings: readonly (readonly [label: string, name: string])[] = [
  ['utf-8', 'UTF-8'],
  ['gb18030', 'GBK / GB 18030'],
  ['utf-16le', 'UTF-16 LE'],
  ['utf-16be', 'UTF-16 BE'],
  ['big5', 'Big5'],
];

/** An encoding as people know it. */
export function encodingName(label: string): string {
  return encodings.find(([known]) => known === label.toLowerCase())?.[1] ?? label;
}
