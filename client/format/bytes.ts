import type { LanguageChoice } from '../state/store.ts';
import { formatCount } from './number.ts';

const mega = 1024 * 1024;

/** A size: 812 KB, 12.3 MB, 1,204 MB. Megabytes of 1,048,576 bytes; never less than 1 KB. */
export function formatBytes(bytes: number, language: LanguageChoice): string {
  if (bytes < mega) return `${formatCount(Math.max(1, Math.round(bytes / 1024)), language)} KB`;
  const size = bytes / mega;
  return `${formatCount(size < 100 ? Math.round(size * 10) / 10 : Math.round(size), language)} MB`;
}
