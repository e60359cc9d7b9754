import { expect, it } from 'vitest';
import { draftsOf, isWhole, pointsOf, withPoint } from '../../../../client/pages/imports/control-draft.ts';

const point = { x: 500_123.4, y: 3_541_000, lon: 112.13, lat: 32.01 };

it('control points are typed row by row, and only whole rows count', () => {
  const drafts = draftsOf([]);
  expect(drafts).toHaveLength(2);
  expect(pointsOf(drafts)).toEqual([]);
  const [draft] = draftsOf([point]);
  expect(pointsOf([draft!, ...drafts])).toEqual([point]);
  expect(withPoint([draft!])).toHaveLength(2);
  expect(isWhole({ ...draft!, lat: '' })).toBe(false);
  expect(isWhole({ ...draft!, lat: '北' })).toBe(false);
  expect(isWhole({ ...draft!, lat: '112.1' })).toBe(false);
});
