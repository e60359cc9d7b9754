import { formatSection, parseSection } from './section.ts';
import type { ViewState } from './store.ts';

/** What a code consists of: letters and digits that are not mistaken for each other. */
const pattern = /^[2-9A-HJ-NP-Z]{10}$/;

/** A follow-up code as it was typed or copied, without blanks and dashes and in capitals; null where it is none. */
export function readCode(text: string): string | null {
  const code = text.toUpperCase().replace(/[\s-]/g, '');
  return pattern.test(code) ? code : null;
}

/** Address of the page that follows a report. The code stands behind the #, which browsers send nowhere. */
export function followLink(code: string, { theme, language }: Pick<ViewState, 'theme' | 'language'>): string {
  return `/report${formatSection({ section: 'code', theme, language, rest: code ? { follow: code } : {} })}`;
}

/** The code that such an address holds; '' where it holds none. */
export function codeIn(hash: string): string {
  return readCode(parseSection(hash).rest.follow ?? '') ?? '';
}
