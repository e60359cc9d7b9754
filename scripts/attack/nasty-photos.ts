import type { Random } from '../../server/simulator/random.ts';

/** A JPEG of 8 × 8 px as it must be, to be broken in every way. */
export const smallPhoto = Buffer.from(
  '/9j/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2P/wAARCAAIAAgDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAP/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFAEBAAAAAAAAAAAAAAAAAAAAAP/EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAMAwEAAhEDEQA/AJAA/9k=',
  'base64',
);
/** Heads of other files, some of which a reader of pictures may know. */
const others: readonly Buffer[] = [
  ...[
    '',
    '%PDF-1.7\n',
    'GIF89a',
    'RIFF\u0010\u0000\u0000\u0000WEBPVP8 ',
    'II*\u0000',
    '\u0000\u0000\u0000\u0018ftypheic',
    'MZ',
    '#!/bin/sh\n',
  ],
  ...['<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>', '{"title":"x"}', 'BM'],
].map((text) => Buffer.from(text, 'latin1'));
const types = [
  'image/jpeg',
  'image/png',
  'image/svg+xml',
  'image/x',
  'application/json',
  'text/html',
  'image/jpeg; a="',
];

/** A body that is a photo, or looks like one: damaged, cut off, with something behind it, or something else altogether. */
export function nastyPhoto(random: Random): { headers: Record<string, string>; body: Buffer } {
  const headers = { 'Content-Type': random.chance(0.8) ? 'image/jpeg' : random.pick(types) };
  const body = random.pick([
    () => smallPhoto,
    () => damaged(random),
    () => smallPhoto.subarray(0, random.integer(0, smallPhoto.length)),
    () => Buffer.concat([smallPhoto, Buffer.from('<script>alert(1)</script>')]),
    () => Buffer.concat([random.pick(others), damaged(random)]),
    () => random.pick(others),
  ])();
  return { headers, body };
}

function damaged(random: Random): Buffer {
  const bytes = Buffer.from(smallPhoto);
  for (let i = random.integer(1, 8); i > 0; i--) bytes[random.integer(0, bytes.length - 1)] = random.integer(0, 255);
  return bytes;
}
