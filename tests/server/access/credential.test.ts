import { expect, it } from 'vitest';
import { cookieName, newSecret, secretOf, wallCookieName } from '../../../server/access/credential.ts';

const plain = { publicUrl: undefined };
const secure = { publicUrl: 'https://map.example.cn' };
const cookie = 'other=1; jingwei=of-the-session; jingwei-wall=of-the-wall';

it('keeps a session and a wall in cookies of their own', () => {
  expect([cookieName(plain), wallCookieName(plain)]).toEqual(['jingwei', 'jingwei-wall']);
  expect([cookieName(secure), wallCookieName(secure)]).toEqual(['__Host-jingwei', '__Host-jingwei-wall']);
});

it('takes the one that the page asks with: the wall’s where a wall asks, and only there', () => {
  expect(secretOf({ cookie }, plain)).toBe('of-the-session');
  expect(secretOf({ cookie, 'jingwei-wall': '1' }, plain)).toBe('of-the-wall');
  expect(secretOf({ cookie: 'jingwei-wall=of-the-wall' }, plain)).toBeUndefined();
  expect(secretOf({ cookie: 'jingwei=of-the-session', 'jingwei-wall': '1' }, plain)).toBeUndefined();
  expect(secretOf({ cookie: '__Host-jingwei=a; __Host-jingwei-wall=b', 'jingwei-wall': '1' }, secure)).toBe('b');
});

it('takes a bearer token before any cookie, whoever asks', () => {
  for (const asking of [{}, { 'jingwei-wall': '1' }]) {
    expect(secretOf({ authorization: 'Bearer of-a-program', cookie, ...asking }, plain)).toBe('of-a-program');
  }
});

it('takes nothing that was not made here', () => {
  const long = 'a'.repeat(101);
  expect(secretOf({ cookie: 'jingwei=a%00b' }, plain)).toBeUndefined();
  expect(secretOf({ cookie: `jingwei=${long}` }, plain)).toBeUndefined();
  expect(secretOf({ authorization: `Bearer ${long}` }, plain)).toBeUndefined();
  expect(secretOf({}, plain)).toBeUndefined();
  const secret = newSecret();
  expect(secretOf({ cookie: `jingwei=${secret}` }, plain)).toBe(secret);
});
