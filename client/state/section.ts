import { setLanguage, setTheme } from './actions.ts';
import { Signal } from './signals.ts';
import { initialState, type Store, type ViewState } from './store.ts';
import { formatHash } from './url.ts';
import type { AddressBar } from './url-sync.ts';

// Pages that are read like a book have the chapter in their address, then theme and language where they are not the usual
// ones, then what the chapter itself wants to keep: /admin#openings&lang=en&area_code=990106001.

type Dress = Pick<ViewState, 'theme' | 'language'>;

/** An address of such a page. */
export interface SectionAddress extends Dress {
  section: string;
  /** What belongs to the section, in the order of the address. */
  rest: Readonly<Record<string, string>>;
}

/** The section that the address names; '' for the first one. */
export const section = new Signal('');

/** The hash of a section, with its `#`; '' where there is nothing to say. */
export function formatSection({ section: name, theme, language, rest }: SectionAddress): string {
  const parts = [
    name,
    theme === initialState.theme ? '' : `theme=${theme}`,
    language === initialState.language ? '' : `lang=${language}`,
    ...Object.entries(rest).map(([key, value]) => `${key}=${encodeURIComponent(value)}`),
  ].filter(Boolean);
  return parts.length ? `#${parts.join('&')}` : '';
}

/** What a hash says; what it does not say, or says badly, is as without a hash. Never throws. */
export function parseSection(hash: string): SectionAddress {
  const address = { section: '', theme: initialState.theme, language: initialState.language };
  const rest: Record<string, string> = {};
  for (const part of hash.replace(/^#/, '').split('&')) {
    const [key = '', value] = part.split('=', 2);
    if (value === undefined) address.section ||= /^[a-z-]{1,40}$/.test(key) ? key : '';
    else if (key === 'theme' && (value === 'day' || value === 'night')) address.theme = value;
    else if (key === 'lang' && value === 'en') address.language = value;
    else if (/^[a-z_]{1,40}$/.test(key) && !['theme', 'lang', 'v'].includes(key)) rest[key] = decoded(value);
  }
  return { ...address, rest };
}

/** The address of another page of ours, in the theme and language of this one. */
export function pageLink(path: string, view: ViewState, name = ''): string {
  const { theme, language } = view;
  if (path !== '/') return path + formatSection({ section: name, theme, language, rest: {} });
  const hash = formatHash({ ...initialState, theme, language });
  return hash === '#v=1' ? '/' : `/${hash}`;
}

/** Keeps section, theme and language the same as in the address: reads it now and whenever it changes. */
export function connectSection(store: Store, bar: AddressBar): void {
  let reading = false;
  const read = () => {
    const address = parseSection(bar.location.hash);
    reading = true;
    setTheme(address.theme);
    setLanguage(address.language);
    reading = false;
    section.set(address.section);
  };
  bar.addEventListener('popstate', read);
  bar.addEventListener('hashchange', read);
  read();
  store.subscribe(({ theme, language }) => {
    if (reading) return;
    const hash = formatSection({ ...parseSection(bar.location.hash), theme, language });
    // An empty text would leave the old hash standing.
    bar.history.replaceState(null, '', hash || '#');
  });
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return '';
  }
}
