import { describe, expect, it } from 'vitest';
import type { VisitQuestion } from '../../../server/api/visits/schema.ts';
import { readVisitCatalogues } from '../../../server/duties/catalogue.ts';
import { faultOf, questionsFor } from '../../../server/duties/questions.ts';

const question = (id: string, days: number, duties: string[] = []): VisitQuestion => ({
  ...{ id, zh: id, en: id, days, duties },
  choices: [
    { id: 'yes', zh: '是', en: 'Yes' },
    { id: 'no', zh: '否', en: 'No' },
  ],
});
const catalogue = [question('always', 0), question('half_year', 180), question('alone', 365, ['living_alone'])];
const of = (duties: string[], answered: Record<string, string>) => {
  const { asked, known } = questionsFor(catalogue, { duties, answered, today: '2026-07-01' });
  return [asked.map(({ id }) => id), known.map(({ question: { id } }) => id)];
};

describe('report once', () => {
  it('asks what was never answered, of those whom it is for', () => {
    expect(of([], {})).toEqual([['always', 'half_year'], []]);
    expect(of(['living_alone'], {})).toEqual([['always', 'half_year', 'alone'], []]);
  });

  it('does not ask again as long as an answer holds, to the day', () => {
    expect(of([], { always: '2026-07-01', half_year: '2026-01-03' })).toEqual([['always'], ['half_year']]);
    expect(of([], { half_year: '2026-01-02' })).toEqual([['always', 'half_year'], []]);
  });
});

it('takes answers of the catalogue and no others', () => {
  expect(faultOf(catalogue, { always: 'yes', alone: 'no' })).toBeNull();
  expect(faultOf(catalogue, { religion: 'yes' })).toBe('religion');
  expect(faultOf(catalogue, { always: 'maybe' })).toBe('always.maybe');
});

it('reads the questions and sets that the product brings', () => {
  const { questions, templates } = readVisitCatalogues();
  expect(questions.some(({ days }) => days > 0)).toBe(true);
  expect(templates.map(({ zh }) => zh)).toEqual(['六必访', '四必访']);
  expect(() => readVisitCatalogues('nowhere')).toThrow('data/codes/visit-question.json cannot be used');
});
