import { describe, expect, it } from 'vitest';
import { pageOf, shownAt } from '../../client/router.ts';
import { callerWith, stateOf } from './callers.ts';

describe('router', () => {
  it('knows its pages, with or without a slash at the end', () => {
    for (const [path, tag] of [
      ['/', 'jw-console'],
      ['//', 'jw-console'],
      ['/account', 'jw-account'],
      ['/admin/', 'jw-admin'],
      ['/duties', 'jw-duties'],
      ['/doors', 'jw-doors'],
      ['/areas', 'jw-areas'],
      ['/reports', 'jw-reports'],
      ['/exports', 'jw-exports'],
      ['/sign-in', 'jw-sign-in'],
      ['/duty-chain', 'jw-duty-chain'],
      ['/quality', 'jw-quality'],
      ['/reviews', 'jw-reviews'],
      ['/register', 'jw-register'],
      ['/report', 'jw-report'],
      ['/replies/', 'jw-replies'],
    ] as const)
      expect([path, pageOf(path).tag]).toEqual([path, tag]);
  });

  it('says of every other path that it is no page', () => {
    for (const path of ['/index', '/constructor', '/__proto__', '', '/admin/people'])
      expect(pageOf(path).tag).toBe('jw-missing');
  });
});

describe('what is shown', () => {
  const shown = (path: string, caller: Parameters<typeof stateOf>[0]) => shownAt(path, stateOf(caller)).tag;

  it('is signing in wherever nobody is signed in, a step is owed, or the server cannot be asked', () => {
    for (const path of ['/', '/account', '/admin', '/sign-in']) {
      expect(shown(path, null)).toBe('jw-sign-in');
      for (const owed of ['second_factor', 'second_factor_set_up', 'password_change'] as const)
        expect(shown(path, callerWith({ owed }))).toBe('jw-sign-in');
      expect(shownAt(path, null).tag).toBe('jw-sign-in');
    }
  });

  it('is the page itself to who has a right to anything, and the map once signing in is done', () => {
    const caller = callerWith({ rights: { map: ['990106'] } });
    expect(shown('/', caller)).toBe('jw-console');
    expect(shown('/account', caller)).toBe('jw-account');
    expect(shown('/admin', caller)).toBe('jw-admin');
    expect(shown('/sign-in', caller)).toBe('jw-console');
  });

  it('tells who has no duty what to do, and leaves them their account', () => {
    const caller = callerWith({ rights: {} });
    expect(shown('/', caller)).toBe('jw-sign-in');
    expect(shown('/sign-in', caller)).toBe('jw-sign-in');
    expect(shown('/account', caller)).toBe('jw-account');
  });

  it('is reporting and the replies to everybody, signed in or not, whatever they owe', () => {
    for (const [path, tag] of [
      ['/report', 'jw-report'],
      ['/replies', 'jw-replies'],
    ] as const) {
      expect(shownAt(path, null).tag).toBe(tag);
      expect(shown(path, null)).toBe(tag);
      expect(shown(path, callerWith({ owed: 'password_change' }))).toBe(tag);
      expect(shown(path, callerWith({ rights: {} }))).toBe(tag);
    }
  });

  it('is the missing page at an address that is none, whoever asks', () => {
    expect(shown('/nowhere', null)).toBe('jw-missing');
  });
});
