import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { shownSteps } from '../../../client/elements/incident-steps.ts';
import { type IncidentStatus, incidentStatuses } from '../../../server/api/incidents/schema.ts';
import type { LoopStep } from '../../../server/api/loop/schema.ts';
import { detailOf, event } from './incident-fixture.ts';

const variants: { id: string; steps: LoopStep[] }[] = JSON.parse(
  readFileSync(new URL('../../../data/codes/loop-variant.json', import.meta.url), 'utf8'),
);
const steps = (id: string) => variants.find((variant) => variant.id === id)!.steps;
/** The steps as one line: done ●, under way ◎, to come ○, not to come –. */
const line = (variant: string, status: IncidentStatus, events = [event(1, 'imported')]) =>
  shownSteps(steps(variant), detailOf({ status }, { events }))
    .map(({ step, standing }) => `${step.zh}${{ past: '●', now: '◎', ahead: '○', never: '–' }[standing]}`)
    .join(' ');

describe('the steps of the district’s loop', () => {
  it.each<[IncidentStatus, string]>([
    ['found', '发现● 上传◎ 分流○ 办结○ 评价○'],
    ['reported', '发现● 上传● 分流◎ 办结○ 评价○'],
    ['returned', '发现● 上传● 分流◎ 办结○ 评价○'],
    ['dispatched', '发现● 上传● 分流● 办结◎ 评价○'],
    ['accepted', '发现● 上传● 分流● 办结◎ 评价○'],
    ['handling', '发现● 上传● 分流● 办结◎ 评价○'],
    ['suspended', '发现● 上传● 分流● 办结◎ 评价○'],
    ['resolved', '发现● 上传● 分流● 办结● 评价◎'],
    ['verified', '发现● 上传● 分流● 办结● 评价◎'],
    ['evaluated', '发现● 上传● 分流● 办结● 评价◎'],
    ['closed', '发现● 上传● 分流● 办结● 评价●'],
    ['merged', '发现● 上传● 分流– 办结– 评价–'],
    ['withdrawn', '发现● 上传● 分流– 办结– 评价–'],
  ])('of five, at %s', (status, shown) => {
    expect(line('five', status)).toBe(shown);
  });

  it('of thirteen show what lies beside the way only where it happened', () => {
    expect(line('thirteen', 'accepted')).toBe('发现● 上报● 分流● 签收● 处置◎ 办结○ 核查○ 评价○ 归档○');
    const events = [event(1, 'reported'), event(2, 'suspended')];
    expect(line('thirteen', 'suspended', events)).toBe('发现● 上报● 分流● 签收● 处置● 挂起◎ 办结◎ 核查○ 评价○ 归档○');
  });

  it('keep as far as it had come where it was merged', () => {
    const events = [event(1, 'reported'), event(2, 'merged', { from_status: 'handling', to_status: 'merged' })];
    expect(line('five', 'merged', events)).toBe('发现● 上传● 分流● 办结– 评价–');
  });

  it('bear the last time that each was done, or what an import knows', () => {
    const events = [event(1, 'imported'), event(4, 'dispatched'), event(6, 'dispatched'), event(8, 'resolved')];
    const told = detailOf({ status: 'resolved', closed_at: '2026-03-02T09:00:00Z' }, { events });
    expect(shownSteps(steps('five'), told).map(({ at }) => at)).toEqual([
      null,
      '2026-03-02T01:00:00Z',
      '2026-03-02T02:06:00Z',
      '2026-03-02T02:08:00Z',
      null,
    ]);
    const imported = detailOf(
      { status: 'closed', closed_at: '2026-03-02T09:00:00Z' },
      { events: [event(1, 'imported')] },
    );
    expect(shownSteps(steps('five'), imported).at(3)!.at).toBe('2026-03-02T09:00:00Z');
  });

  it.each(variants.map(({ id }) => id))('of %s say of every status where it stands', (id) => {
    for (const status of incidentStatuses) {
      const shown = shownSteps(steps(id), detailOf({ status }));
      const open = !['closed', 'merged', 'withdrawn'].includes(status);
      expect(
        shown.some(({ standing }) => standing === 'now'),
        `${id} ${status}`,
      ).toBe(open);
    }
  });
});
