import { afterEach, describe, expect, it } from 'vitest';
import { connectSection, formatSection, pageLink, parseSection, section } from '../../../client/state/section.ts';
import { initialState, store } from '../../../client/state/store.ts';

describe('the address of a section', () => {
  it('says only what is not usual, and reads what it said', () => {
    const plain = { section: '', theme: 'auto', language: 'zh-CN', rest: {} } as const;
    expect(formatSection(plain)).toBe('');
    expect(formatSection({ ...plain, section: 'hand-overs' })).toBe('#hand-overs');
    const full = {
      section: 'openings',
      theme: 'night',
      language: 'en',
      rest: { account_id: '7', q: '王&丽' },
    } as const;
    const hash = '#openings&theme=night&lang=en&account_id=7&q=%E7%8E%8B%26%E4%B8%BD';
    expect(formatSection(full)).toBe(hash);
    expect(parseSection(hash)).toEqual(full);
  });

  it('leaves out what it cannot read', () => {
    expect(parseSection('#<script>&theme=dusk&lang=tlh&=x&q=%E0%A4%A')).toEqual({
      ...{ section: '', theme: 'auto', language: 'zh-CN' },
      rest: { q: '' },
    });
    expect(parseSection('#v=1&lang=en')).toEqual({ section: '', theme: 'auto', language: 'en', rest: {} });
  });

  it('leads to another page in the same dress', () => {
    const dressed = { ...initialState, theme: 'night', language: 'en' } as const;
    expect(pageLink('/', initialState)).toBe('/');
    expect(pageLink('/', dressed)).toBe('/#v=1&theme=night&lang=en');
    expect(pageLink('/account', initialState)).toBe('/account');
    expect(pageLink('/admin', dressed, 'people')).toBe('/admin#people&theme=night&lang=en');
  });
});

describe('the address bar of a page with sections', () => {
  afterEach(() => store.update(initialState));

  it('is read at once and on every change, and keeps its section when the dress changes', () => {
    const listeners: Record<string, () => void> = {};
    const location = { hash: '#roles&lang=en' };
    const write = (_data: null, _unused: '', url: string) => {
      location.hash = url;
    };
    connectSection(store, {
      location,
      history: { pushState: write, replaceState: write },
      addEventListener: (type, listener) => {
        listeners[type] = listener;
      },
    });
    expect([section.value, store.state.language]).toEqual(['roles', 'en']);
    store.update({ theme: 'night' });
    expect(location.hash).toBe('#roles&theme=night&lang=en');
    location.hash = '#people&theme=night&lang=en';
    listeners.hashchange!();
    expect([section.value, store.state.theme]).toEqual(['people', 'night']);
    expect(location.hash).toBe('#people&theme=night&lang=en');
  });
});
