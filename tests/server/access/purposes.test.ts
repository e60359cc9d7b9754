import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Caller } from '../../../server/access/caller.ts';
import { purposeOf, readPurposes, statablePurposes, statingRole } from '../../../server/access/purposes.ts';

const household = { area_code: '990106001001001', building_id: 21 };

/** Somebody with these duties, as [role, area] or [role, area, building], highest first, and the right to open in all of them. */
function callerWith(...duties: [string, string, number?][]): Caller {
  const grants = duties.map(([role, area_code, building], index) => ({
    ...{ id: index + 1, role, area_code, building_id: building ?? null, ends_on: null },
  }));
  return {
    ...{ kind: 'session', account_id: 1, login: 'x', display_name: 'x', owed: null, second_factor: false },
    ...{ credential_id: 1, rank: null, stale: false, expires_at: '2026-01-01T00:00:00Z', grants },
    rights: { open: grants.filter((grant) => grant.building_id === null).map((grant) => grant.area_code) },
    buildings: { open: grants.flatMap((grant) => grant.building_id ?? []) },
  };
}

describe('the purposes of the product', () => {
  it('last from 5 to 30 minutes and reveal at most what a file holds sealed', () => {
    const purposes = readPurposes();
    expect(purposes.map(({ id, minutes, reveals }) => [id, minutes, reveals.length])).toEqual([
      ['visit', 20, 2],
      ['check', 15, 2],
      ['service', 20, 4],
      ['complaint', 15, 2],
      ['emergency', 30, 4],
      ['subject_request', 30, 4],
    ]);
  });

  it('let the registrar alone answer a person’s own request, and nothing else', () => {
    const ofRegistrar = readPurposes().filter(({ roles }) => roles.includes('registrar'));
    expect(ofRegistrar.map(({ id, roles }) => [id, roles])).toEqual([['subject_request', ['registrar']]]);
  });
});

describe('statablePurposes', () => {
  it.each([
    [
      'a grid worker',
      callerWith(['grid_worker', '990106001001001']),
      ['visit', 'check', 'service', 'complaint', 'emergency'],
    ],
    ['the head of the building', callerWith(['building_head', '990106001001001', 21]), ['visit', 'emergency']],
    ['the head of another building', callerWith(['building_head', '990106001001001', 22]), []],
    ['a grid worker of elsewhere', callerWith(['grid_worker', '990106001001002']), []],
    ['a registrar', callerWith(['registrar', '990106']), ['subject_request']],
    ['one who opens by a role that no purpose names', callerWith(['district_leader', '990106']), []],
  ])('of %s', (_, caller, purposes) => {
    expect(statablePurposes(caller, household)).toEqual(purposes);
  });

  it('is empty where the credential has not the right that the duty has', () => {
    const caller = { ...callerWith(['grid_worker', '990106001001001']), rights: { map: ['990106001001001'] } };
    expect(statablePurposes(caller, household)).toEqual([]);
  });

  it('reaches a household outside every area only by a duty over everything', () => {
    const outside = { area_code: null, building_id: 21 };
    expect(statablePurposes(callerWith(['registrar', '']), outside)).toEqual(['subject_request']);
    expect(statablePurposes(callerWith(['registrar', '990106']), outside)).toEqual([]);
  });
});

describe('statingRole', () => {
  const visit = purposeOf('visit')!;
  it.each([
    [
      'of the narrower area',
      [
        ['street_leader', '990106001'],
        ['grid_worker', '990106001001001'],
      ],
      'grid_worker',
    ],
    [
      'of the narrower area, whatever its rank',
      [
        ['street_leader', '990106001001001'],
        ['community_secretary', '990106001001'],
      ],
      'street_leader',
    ],
    [
      'of the building',
      [
        ['grid_worker', '990106001001001'],
        ['building_head', '990106001001001', 21],
      ],
      'building_head',
    ],
    [
      'that covers the household',
      [
        ['street_leader', '990106001'],
        ['grid_worker', '990106001001002'],
      ],
      'street_leader',
    ],
    [
      'that allows the purpose',
      [
        ['street_leader', '990106001'],
        ['department_officer', '990106001001001'],
      ],
      'street_leader',
    ],
    [
      'that is humbler, of two over one area',
      [
        ['street_leader', '990106001'],
        ['grid_worker', '990106001'],
      ],
      'grid_worker',
    ],
  ] as [string, [string, string, number?][], string][])('is the role %s', (_, duties, role) => {
    expect(statingRole(callerWith(...duties), visit, household)).toBe(role);
  });

  it('is not there for a purpose that none of the roles may state', () => {
    const head = callerWith(['building_head', '990106001001001', 21]);
    expect(statingRole(head, purposeOf('check')!, household)).toBeUndefined();
  });
});

describe('readPurposes', () => {
  let folder: string | undefined;
  afterEach(() => {
    if (folder) rmSync(folder, { recursive: true });
    folder = undefined;
  });
  const good = {
    id: 'visit',
    zh: '走访',
    en: 'Visit',
    roles: ['grid_worker'],
    reveals: ['resident.name'],
    minutes: 10,
  };
  function folderWith(purposes: unknown): string {
    folder = mkdtempSync(path.join(os.tmpdir(), 'jingwei-purposes-'));
    writeFileSync(
      path.join(folder, 'role.json'),
      JSON.stringify([{ id: 'grid_worker', zh: '网格员', en: 'Grid worker' }]),
    );
    writeFileSync(path.join(folder, 'purpose.json'), JSON.stringify(purposes));
    return folder;
  }

  it('reads what is right', () => {
    expect(readPurposes(folderWith([good]))).toEqual([good]);
  });

  it.each([
    ['a role that does not exist', { ...good, roles: ['king'] }, 'entry “visit”: there is no role “king”'],
    ['a column that is never revealed', { ...good, reveals: ['resident.name_digest'] }, 'entry “visit”'],
    ['31 minutes', { ...good, minutes: 31 }, 'entry “visit”'],
    ['4 minutes', { ...good, minutes: 4 }, 'entry “visit”'],
    ['nobody who may state it', { ...good, roles: [] }, 'entry “visit”'],
    ['a field too many', { ...good, colour: 'red' }, 'entry “visit”'],
    ['no id', { ...good, id: undefined }, 'entry 2'],
    ['the same id twice', { ...good, id: 'other' }, 'entry “other”: stands twice'],
  ])('refuses %s and names the entry', (_, entry, message) => {
    const others = entry.id === 'other' ? [{ ...good, id: 'other' }] : [{ ...good, id: 'first' }];
    expect(() => readPurposes(folderWith([...others, entry]))).toThrow(
      `the catalogue data/codes/purpose.json cannot be used: ${message}`,
    );
  });

  it('refuses an empty list and a missing file', () => {
    expect(() => readPurposes(folderWith([]))).toThrow('data/codes/purpose.json cannot be used');
    expect(() => readPurposes('/nowhere')).toThrow('data/codes/purpose.json cannot be used');
  });
});
