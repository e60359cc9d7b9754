import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type PackCatalogue, packCatalogue } from '../../../server/api/report-packs/schema.ts';
import { rootFolder } from '../../../server/config.ts';
import { digestOfDefinition, faultsOf, figuresOf, readPackDefinitions } from '../../../server/packs/definition.ts';

const catalogue = (): PackCatalogue =>
  packCatalogue.parse(JSON.parse(readFileSync(path.join(rootFolder, 'data/codes/report-pack.json'), 'utf8')));

describe('the definition of packs', () => {
  it('is complete: five cadences, whose names stand beside their figures', () => {
    const definitions = readPackDefinitions();
    expect([...definitions.keys()]).toEqual(['day', 'week', 'month', 'quarter', 'year']);
    for (const definition of definitions.values())
      expect(definition.names.map(({ id }) => id).toSorted()).toEqual(figuresOf(definition).toSorted());
  });

  it('has a digest that a changed word changes', () => {
    const month = readPackDefinitions().get('month')!;
    expect(digestOfDefinition(month)).toMatch(/^[0-9a-f]{64}$/);
    expect(digestOfDefinition({ ...month, zh: '月报' })).not.toBe(digestOfDefinition(month));
  });

  it.each<[string, (given: PackCatalogue) => void, string]>([
    [
      'a figure without a name',
      (c) => c.figures.splice(0, 1),
      'the figure incident_reported is not named exactly once',
    ],
    ['a missing cadence', (c) => c.cadences.splice(1, 1), 'the cadence week does not stand exactly once'],
    [
      'a sentence about another section',
      (c) => {
        c.cadences[0]!.sections[0]!.lead = { 'zh-CN': '{visit_done}', en: '{visit_done}' };
      },
      'the section incidents of day: its sentence names visit_done, which it does not have',
    ],
    [
      'languages that differ',
      (c) => {
        c.cadences[0]!.sections[0]!.lead.en = 'Nothing.';
      },
      'the section incidents of day: the two languages name other figures',
    ],
    [
      'a chart of another section',
      (c) => c.cadences[0]!.sections[0]!.charts.push({ kind: 'past', figure: 'visit_done' }),
      'the section incidents of day: it draws visit_done, which it does not have',
    ],
    [
      'a headline that is nowhere',
      (c) => c.cadences[0]!.headline.push('household'),
      'the headline of day names household, which no section has',
    ],
    [
      'a section twice',
      (c) => c.cadences[0]!.sections.push(c.cadences[0]!.sections[0]!),
      'the section incidents of day: its id stands twice',
    ],
  ])('tells of %s', (_, spoil, fault) => {
    const given = catalogue();
    expect(faultsOf(given)).toEqual([]);
    spoil(given);
    expect(faultsOf(given)).toContain(fault);
  });

  it('names the file where it cannot be read', () => {
    expect(() => readPackDefinitions('/nowhere')).toThrow('the catalogue data/codes/report-pack.json cannot be used');
  });
});
