import { describe, expect, it } from 'vitest';
import { pageOf } from '../../client/router.ts';

describe('router', () => {
  it('knows the console, with or without a slash at the end', () => {
    expect(pageOf('/').tag).toBe('jw-console');
    expect(pageOf('//').tag).toBe('jw-console');
  });

  it('says of every other path that it is no page', () => {
    for (const path of ['/wall', '/index', '/constructor', '/__proto__', ''])
      expect(pageOf(path).tag).toBe('jw-missing');
  });
});
