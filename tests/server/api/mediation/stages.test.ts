import { describe, expect, it } from 'vitest';
import { mediationEventKinds, mediationStages } from '../../../../server/api/mediation/schema.ts';
import {
  type MediationState,
  mediationKindsFrom,
  mediationMoves,
  stepOf,
} from '../../../../server/api/mediation/stages.ts';
import { AppError } from '../../../../server/errors.ts';

const MEDIATOR = 7;
const OTHER = 8;
const now = new Date('2026-11-20T02:00:00Z');
const state = (stage: MediationState['stage'], more: Partial<MediationState> = {}): MediationState => ({
  stage,
  first_choice: null,
  second_choice: null,
  mediator_account_id: MEDIATOR,
  ...more,
});
const wordOf = (kind: string) => ({ zh: kind, en: kind });

/**
 * What may be done at each stage, by the case's mediator (m), by the others who mediate there (o), and where it leads.
 * A dash: not at all.
 */
const table = `
               chose     objected    session      agreed    failed    withdrawn    followed_up    closed    noted
applied        mo>same   -           -            -         -         mo>withdrawn -              -         mo>same
mediator_chosen -        mo>applied  m>mediating  -         -         mo>withdrawn -              -         mo>same
mediating      -         mo>applied  m>mediating  m>agreed  m>failed  mo>withdrawn -              -         mo>same
agreed         -         -           -            -         -         -            mo>followed_up -         mo>same
failed         -         -           -            -         -         -            -              mo>closed mo>same
withdrawn      -         -           -            -         -         -            -              mo>closed mo>same
followed_up    -         -           -            -         -         -            -              mo>closed mo>same
closed         -         -           -            -         -         -            -              -         mo>same
`;
const [head, ...lines] = table.trim().split('\n');
const kinds = head!.trim().split(/\s+/) as (typeof mediationEventKinds)[number][];

/** A body of each kind, complete enough for the table. */
const bodyOf = (kind: string) =>
  ({ kind, version: 1, text: '说明', side: 'first', account_id: OTHER, kept: true }) as Parameters<typeof stepOf>[1];

describe('the stages of a mediation case', () => {
  it('has every stage and every kind in the table', () => {
    expect(lines.map((line) => line.split(/\s+/)[0])).toEqual([...mediationStages]);
    expect(kinds).toEqual(mediationEventKinds.filter((kind) => kind !== 'opened'));
    expect(mediationMoves.length).toBe(kinds.length);
  });

  it.each(
    lines.flatMap((line) => {
      const [stage, ...cells] = line.trim().split(/\s+/);
      return cells.map((cell, at) => [stage!, kinds[at]!, cell] as const);
    }),
  )('%s, %s: %s', (stage, kind, cell) => {
    const [who = '', to] = cell === '-' ? ['', undefined] : cell.split('>');
    for (const [letter, accountId] of [
      ['m', MEDIATOR],
      ['o', OTHER],
    ] as const) {
      const held = state(stage as MediationState['stage']);
      const step = () => stepOf(held, bodyOf(kind), { accountId, now }, wordOf);
      expect(mediationKindsFrom(held, accountId).includes(kind)).toBe(who.includes(letter));
      if (who.includes(letter)) expect(step().to_stage).toBe(to === 'same' ? stage : to);
      else expect(step).toThrow(AppError);
    }
  });

  it('sets the mediator only when both sides chose the same', () => {
    const choose = (held: MediationState, side: 'first' | 'second', account_id: number) =>
      stepOf(held, { kind: 'chose', version: 1, side, account_id }, { accountId: OTHER, now }, wordOf);
    const free = state('applied', { mediator_account_id: null });
    expect(choose(free, 'first', 5)).toEqual({ to_stage: 'applied', changes: { first_choice: 5 } });
    expect(choose({ ...free, first_choice: 5 }, 'second', 6)).toEqual({
      to_stage: 'applied',
      changes: { second_choice: 6 },
    });
    expect(choose({ ...free, first_choice: 5, second_choice: 6 }, 'second', 5)).toEqual({
      to_stage: 'mediator_chosen',
      changes: { second_choice: 5, mediator_account_id: 5 },
    });
  });

  it('names what is possible where something is not', () => {
    const step = () => stepOf(state('agreed'), bodyOf('session'), { accountId: MEDIATOR, now }, wordOf);
    expect(step).toThrow('Possible now: followed_up, noted.');
  });
});
