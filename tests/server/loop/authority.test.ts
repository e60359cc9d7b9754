import { describe, expect, it } from 'vitest';
import type { Caller } from '../../../server/access/caller.ts';
import type { Right } from '../../../server/api/session/schema.ts';
import { actorsOf, speaksFor } from '../../../server/loop/authority.ts';
import type { LoopIncident } from '../../../server/loop/incident.ts';
import { townArea } from '../../fixtures/town.ts';

const callerOf = (rights: Partial<Record<Right, string[]>>) =>
  ({ account_id: 7, rights, buildings: {} }) as unknown as Caller;
const incidentOf = (changes: Partial<LoopIncident> = {}) =>
  ({
    ...{ area_code: townArea.northWest, holder_code: null, department: null, waiting: [], reporter_account_id: null },
    ...changes,
  }) as unknown as LoopIncident;

const worker = callerOf({ report: [townArea.northWest], handle: [townArea.northWest] });
const secretary = callerOf({ dispatch: [townArea.north], handle: [townArea.north] });
const officer = callerOf({ serve: [townArea.street] });
const police = [{ department: 'police', area_code: townArea.street }];

describe('what somebody is to an incident', () => {
  it.each([
    ['nobody’s yet: the grid’s worker', worker, {}, ['holder']],
    ['the grid’s', worker, { holder_code: townArea.northWest }, ['holder']],
    ['the community’s: not the worker’s', worker, { holder_code: townArea.north }, []],
    ['a department’s: not the worker’s', worker, { holder_code: townArea.northWest, department: 'police' }, []],
    ['another grid’s', worker, { area_code: townArea.northEast }, []],
    ['outside every area', worker, { area_code: null }, []],
    ['the grid’s, for the community', secretary, { holder_code: townArea.northWest }, ['dispatcher', 'holder']],
    ['the street’s, for the community', secretary, { holder_code: townArea.street }, ['dispatcher']],
    [
      'a department’s, for the community',
      secretary,
      { holder_code: townArea.north, department: 'fire' },
      ['dispatcher'],
    ],
    ['one’s own report elsewhere', worker, { area_code: townArea.southEast, reporter_account_id: 7 }, ['reporter']],
    ['somebody else’s report', worker, { area_code: townArea.southEast, reporter_account_id: 8 }, []],
  ])('%s', (_, caller, changes, expected) => {
    expect(actorsOf(caller, [], incidentOf(changes))).toEqual(expected);
  });

  it.each([
    ['held by it', { holder_code: townArea.street, department: 'police' }, ['holder']],
    ['held by another', { holder_code: townArea.street, department: 'fire' }, []],
    ['called', { waiting: ['fire', 'police'] }, ['called']],
    ['called and come', { waiting: [] }, []],
    [
      'held and called',
      { holder_code: townArea.street, department: 'police', waiting: ['police'] },
      ['holder', 'called'],
    ],
    ['of another place', { area_code: '990107001001001', waiting: ['police'] }, []],
  ])('an officer, where it is %s', (_, changes, expected) => {
    expect(actorsOf(officer, police, incidentOf(changes))).toEqual(expected);
  });

  it('an officer speaks for a department where both the right and the department reach', () => {
    expect(speaksFor(officer, police, incidentOf())).toEqual(['police']);
    expect(speaksFor(worker, police, incidentOf())).toEqual([]);
    const elsewhere = [{ department: 'police', area_code: townArea.south }];
    expect(speaksFor(officer, elsewhere, incidentOf())).toEqual([]);
  });

  it('whoever is there for everything is so outside every area, too', () => {
    const everything = callerOf({ dispatch: [''], handle: [''] });
    expect(actorsOf(everything, [], incidentOf({ area_code: null }))).toEqual(['dispatcher', 'holder']);
  });
});
