import { describe, expect, it } from 'vitest';
import { planPatrol } from '../../../../server/planning/patrol/plan.ts';
import { at, gridTown, plan, point, squad } from './grid-town.ts';

describe('a plan made in threads', () => {
  const points = Array.from({ length: 12 }, (_, id) => point(id + 1, at((id * 731) % 3900, (id * 397) % 3900)));
  const input = plan({ points, squads: [squad(1, at(0, 0)), squad(2, at(2000, 2000))] }, { seed: 5 });

  it('serves what can be served', async () => {
    const result = await planPatrol(input, gridTown(), { seconds: 0.3 });
    expect(result).toMatchObject({ wanted_count: 12, served_count: 12, unserved: [] });
    expect([5, 6]).toContain(result.seed);
    expect(result.iterations).toBeGreaterThan(0);
  });

  it('ends when it is told to', async () => {
    const stop = new AbortController();
    const progress = ({ state }: { state: string }) => state === 'solving' && stop.abort(new Error('enough'));
    await expect(planPatrol(input, gridTown(), { seconds: 30, signal: stop.signal, progress })).rejects.toThrow(
      'enough',
    );
  });
});
