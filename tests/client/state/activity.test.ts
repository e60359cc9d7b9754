import { expect, it } from 'vitest';
import { Activity } from '../../../client/state/activity.ts';

it('counts requests as somebody’s for a minute after the last input', () => {
  let now = 1000;
  const page = new EventTarget();
  const activity = new Activity(() => now);
  activity.listen(page);
  expect(activity.headers).toEqual({ 'Jingwei-Active': '1' });
  now += 60_000;
  expect(activity.headers).toEqual({});
  page.dispatchEvent(new Event('mousemove'));
  expect(activity.headers).toEqual({});
  page.dispatchEvent(new Event('keydown'));
  expect(activity.headers).toEqual({ 'Jingwei-Active': '1' });
  now += 59_999;
  expect(activity.headers).toEqual({ 'Jingwei-Active': '1' });
});
