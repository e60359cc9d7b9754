import { expect, it } from 'vitest';
import {
  doneLegBegins,
  donePlaceBegins,
  type GoneRoute,
  legParts,
  placeNumbers,
  placeParts,
  plannedLegBegins,
  plannedPlaceBegins,
} from '../../../server/coverage/walked.ts';
import { line, place } from './plane.ts';

const places = {
  points: [
    { id: 7, centre: place(0, 0) },
    { id: 8, centre: place(300, 0) },
  ],
  streets: [{ id: 7, line: line([0, 0], [160, 0]) }],
};
const numbers = placeNumbers(places);
const stop = (kind: 'point' | 'street', id: number, visit: number, begin_min: number, leave_min: number) => ({
  ...{ kind, id, visit, begin_min, leave_min },
});
/** Out to point 7 at 20:00, on to 8, along the street, and home. */
const route: GoneRoute = {
  stops: [stop('point', 7, 1, 1200, 1265), stop('point', 8, 1, 1270, 1275), stop('street', 7, 1, 1280, 1284)],
  legs: [
    { from_min: 1190, to_min: 1200 },
    { from_min: 1265, to_min: 1270 },
    { from_min: 1275, to_min: 1284 },
    { from_min: 1284, to_min: 1300 },
  ],
};

it('plans legs from their beginning, and stays in each hour that they last into', () => {
  expect(plannedLegBegins(route)).toEqual([[1190], [1265], [1275], [1284]]);
  expect(plannedPlaceBegins(numbers, route)).toEqual([[1200, 1260], [1270], [1280]]);
});

it('counts a leg as done where both of its stops were checked in, up to the time of the second', () => {
  const all = [
    { kind: 'point' as const, id: 7, visit: 1, at_min: 1203 },
    { kind: 'point' as const, id: 8, visit: 1, at_min: 1281 },
    { kind: 'street' as const, id: 7, visit: 1, at_min: 1290 },
  ];
  expect(doneLegBegins(route, all)).toEqual([[1193], [1276], [1281], []]);
  expect(doneLegBegins(route, all.slice(0, 1))).toEqual([[1193], [], [], []]);
  expect(doneLegBegins(route, [all[0]!, all[2]!])).toEqual([[1193], [], [], []]);
  expect(doneLegBegins(route, [])).toEqual([[], [], [], []]);
});

it('takes another visit of the same point for another stop', () => {
  expect(doneLegBegins(route, [{ kind: 'point', id: 7, visit: 2, at_min: 1203 }])).toEqual([[], [], [], []]);
});

it('counts a place as done wherever it was checked in; one that the plan does not hold shows nowhere', () => {
  const done = [
    { kind: 'point' as const, id: 8, visit: 4, at_min: 1203 },
    { kind: 'point' as const, id: 8, visit: 1, at_min: 1303 },
    { kind: 'street' as const, id: 8, visit: 1, at_min: 1303 },
  ];
  expect(donePlaceBegins(numbers, done)).toEqual([[], [1203, 1303], []]);
});

it('knows the ways of legs and places', () => {
  expect(placeParts(places)).toEqual([
    { line: [place(0, 0)], minutes: 0 },
    { line: [place(300, 0)], minutes: 0 },
    { line: places.streets[0]!.line, minutes: expect.closeTo(2, 4) },
  ]);
  const legs = [{ ...route.legs[0]!, length_m: 10, line: line([0, 0], [10, 0]) }];
  expect(legParts({ legs })).toEqual([{ line: legs[0]!.line, minutes: 10 }]);
});
