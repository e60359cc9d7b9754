import { describe, expect, it } from 'vitest';
import type { ShiftFields } from '../../../../client/state/patrol/roster-actions.ts';
import type { PatrolShift } from '../../../../server/api/squads/schema.ts';
import { recordedState } from './recorded.ts';

const fields: ShiftFields = {
  squad_id: 1,
  day: '2026-11-20',
  starts_at: '20:00',
  ends_at: '01:00',
  people: 3,
  purpose: 'routine',
  purpose_reason: null,
  note: null,
};
const shift: PatrolShift = { ...fields, id: 4, squad_name: '甲队', area_code: '990106001', version: 2, handovers: [] };
const week = { items: [shift], next: null };

describe('the roster', () => {
  it('shows the week that was asked for last', async () => {
    const { state } = await recordedState({ 'GET patrol-shifts': week });
    await Promise.all([state.roster.open('2026-11-09'), state.roster.open('2026-11-16')]);
    expect(state.view).toMatchObject({ week: '2026-11-16', shifts: [shift] });
  });

  it('reads the week anew after every change', async () => {
    const { state, asked } = await recordedState({
      'GET patrol-shifts': week,
      'POST patrol-shifts': shift,
      'PATCH patrol-shifts/4': shift,
      'DELETE patrol-shifts/4': undefined,
      'POST patrol-shifts/4/handovers': shift,
      'POST patrol-shifts/copy': { made: 5, skipped: 1 },
    });
    await state.roster.open('2026-11-16');
    asked.length = 0;
    await state.roster.add(fields);
    await state.roster.change(shift, { people: 4 });
    await state.roster.handOver(shift, '西门灯坏了');
    await state.roster.remove(shift);
    expect(await state.roster.copy('2026-11-09', '2026-11-16')).toEqual({ made: 5, skipped: 1 });
    expect(asked.filter(({ what }) => !what.startsWith('GET'))).toEqual([
      { what: 'POST patrol-shifts', json: fields },
      { what: 'PATCH patrol-shifts/4', json: { people: 4, version: 2 } },
      { what: 'POST patrol-shifts/4/handovers', json: { body: '西门灯坏了' } },
      { what: 'DELETE patrol-shifts/4', json: undefined },
      { what: 'POST patrol-shifts/copy', json: { area_code: '990106001', from: '2026-11-09', to: '2026-11-16' } },
    ]);
    expect(asked.filter(({ what }) => what === 'GET patrol-shifts')).toHaveLength(5);
  });

  it('takes back and does again what was added, changed and taken away, also under another number', async () => {
    const kept = (id: number, version: number, more = {}): PatrolShift => ({ ...shift, id, version, ...more });
    let next = 3;
    const { state, asked } = await recordedState({
      'GET patrol-shifts': week,
      'POST patrol-shifts': () => kept(++next, 0),
      'PATCH patrol-shifts/4': (json: unknown) => kept(4, (json as { version: number }).version + 1, { people: 4 }),
      'PATCH patrol-shifts/5': (json: unknown) => kept(5, (json as { version: number }).version + 1),
      'DELETE patrol-shifts/4': undefined,
      'DELETE patrol-shifts/5': undefined,
    });
    await state.roster.open('2026-11-16');
    const added = await state.roster.add(fields);
    const changed = await state.roster.change(added, { people: 4 });
    await state.roster.remove({ ...changed, handovers: [{ id: 1, author: null, body: '西门灯坏了', written_at: '' }] });
    asked.length = 0;
    await state.undo();
    expect(state.view.notice).toContain('甲队 2026-11-20 20:00');
    await state.undo();
    await state.undo();
    expect(state.view).toMatchObject({ undo: null, fault: null });
    await state.redo();
    expect(asked.filter(({ what }) => !what.startsWith('GET'))).toEqual([
      { what: 'POST patrol-shifts', json: { ...fields, people: 4 } },
      { what: 'PATCH patrol-shifts/5', json: { people: 3, version: 0 } },
      { what: 'DELETE patrol-shifts/5', json: undefined },
      { what: 'POST patrol-shifts', json: fields },
    ]);
  });
});
