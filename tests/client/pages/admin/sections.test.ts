import { describe, expect, it } from 'vitest';
import { sectionNamed, sectionsOf } from '../../../../client/pages/admin/sections.ts';
import type { Right } from '../../../../server/api/session/schema.ts';
import { callerWith } from '../../callers.ts';

const open = (...rights: Right[]) =>
  sectionsOf(callerWith({ rights: Object.fromEntries(rights.map((right) => [right, ['990106']])) }));

describe('chapters of the administration', () => {
  it('open by their rights', () => {
    const names = (...rights: Right[]) => open(...rights).map(({ name }) => name);
    expect(names('map', 'counts', 'doors', 'open')).toEqual([]);
    expect(names('people')).toEqual(['people', 'hand-overs', 'roles', 'matters']);
    expect(names('dispatch')).toEqual(['matters']);
    expect(names('openings')).toEqual(['openings']);
    expect(names('wall')).toEqual(['walls']);
    expect(names('audit')).toEqual(['hand-overs', 'alerts', 'audit', 'classes']);
    expect(names('register')).toEqual(['roles', 'matters', 'residents', 'classes', 'retention', 'processing']);
  });

  it('are found by the name in the address, the first one where it names none that is open', () => {
    expect(sectionNamed('roles', open('people'))?.name).toBe('roles');
    expect(sectionNamed('audit', open('people'))?.name).toBe('people');
    expect(sectionNamed('', open('people'))?.name).toBe('people');
    expect(sectionNamed('people', [])).toBeUndefined();
  });
});
