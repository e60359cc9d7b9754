import type { MediationDetail, MediationStage } from '../../../server/api/mediation/schema.ts';

/** One step of the line on which a case is shown. */
export interface MediationStep {
  name: 'applied' | 'mediating' | 'outcome' | 'followed_up' | 'closed';
  state: 'done' | 'now' | 'ahead';
  outcome: MediationDetail['outcome'];
  kept: boolean | null;
}

/** How far along the line each stage is. */
const reached: Record<MediationStage, number> = {
  applied: 0,
  mediator_chosen: 1,
  mediating: 1,
  agreed: 2,
  failed: 2,
  withdrawn: 2,
  followed_up: 3,
  closed: 4,
};

/** The line of a case. Only what was agreed is followed up, so that other cases have a step less. */
export function stepsOf({
  stage,
  outcome,
  kept,
}: Pick<MediationDetail, 'stage' | 'outcome' | 'kept'>): MediationStep[] {
  const names = ['applied', 'mediating', 'outcome', 'followed_up', 'closed'] as const;
  return names
    .map((name, at) => ({ name, at }))
    .filter(({ name }) => name !== 'followed_up' || outcome === null || outcome === 'agreed')
    .map(({ name, at }) => {
      const state = at < reached[stage] ? 'done' : at === reached[stage] ? 'now' : 'ahead';
      return { name, state, outcome, kept } as const;
    });
}
