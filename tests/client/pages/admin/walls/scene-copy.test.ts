import { describe, expect, it } from 'vitest';
import { copyOf } from '../../../../../client/pages/admin/walls/scene-copy.ts';
import { groundPath } from '../../../../../client/pages/admin/walls/stage-sketch.ts';
import { sceneOf } from '../../remote/wall-fixture.ts';

const named = { zh: (name: string) => `${name} 副本`, en: (name: string) => `${name} copy` };

describe('a copy of a scene', () => {
  it('has an id that no other has, a name that says so, and no origin', () => {
    const { origin: _, ...plain } = sceneOf('today');
    const all = [sceneOf('today'), sceneOf('today_2')];
    expect(copyOf(all[0]!, all, named)).toEqual({
      ...plain,
      ...{ id: 'today_3', zh: '场景today 副本', en: 'Scene today copy' },
    });
    expect(copyOf(all[1]!, all, named).id).toBe('today_3');
  });

  it('keeps within what an id and a name may be', () => {
    const long = { ...sceneOf('x'.repeat(40)), zh: '长'.repeat(40) };
    const copy = copyOf(long, [long], named);
    expect(copy.id).toBe(`${'x'.repeat(36)}_2`);
    expect(copy.zh).toHaveLength(40);
  });
});

describe('the sketch of a stage', () => {
  const camera = { look: 'area', pitch: 0, bearing: 0, closer: 0 } as const;
  const path = (different: Partial<typeof camera>) => groundPath({ ...camera, ...different });

  it('looks from above where nothing is tilted, and other where it is', () => {
    expect(path({}).startsWith('M47.5 202.5L272.5 202.5')).toBe(true);
    const all = [path({}), path({ pitch: 50 } as never), path({ bearing: 30 } as never), path({ closer: 1 } as never)];
    expect(new Set(all).size).toBe(4);
    for (const each of all) expect(each).toMatch(/^[ML\d. -]+$/);
  });
});
