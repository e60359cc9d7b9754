import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { rootFolder } from '../../config.ts';
import { planBody, sceneBody } from './bodies.ts';
import type { KeptScene, WallPlan, WallScene } from './schema.ts';

/** What the product brings: scenes in the order of their list, and the plan of walls without one of their own. */
export interface WallCatalogue {
  scenes: WallScene[];
  plan: WallPlan;
}

/**
 * Reads and checks the scenes and the plan of a folder of catalogues, entry by entry.
 * @throws Error naming the file and the entry that is wrong.
 */
export function readWallCatalogue(folder = path.join(rootFolder, 'data/codes')): WallCatalogue {
  const scenes = read(folder, 'wall-scene', (content) => {
    const seen = new Set<string>();
    return z
      .array(z.record(z.string(), z.unknown()))
      .min(1)
      .parse(content)
      .map((entry, index) => {
        const title = typeof entry.id === 'string' ? `scene “${entry.id}”` : `scene ${index + 1}`;
        const parsed = sceneBody.strict().safeParse(entry);
        if (!parsed.success) throw new Error(`${title}: ${z.prettifyError(parsed.error)}`);
        if (seen.has(title)) throw new Error(`${title}: stands twice`);
        seen.add(title);
        return parsed.data;
      });
  });
  const ids = new Set(scenes.map(({ id }) => id));
  const plan = read(folder, 'wall-plan', (content) => {
    const parsed = planBody.strict().parse(content);
    const stranger = strangerIn(parsed, ids);
    if (stranger) throw new Error(`${stranger.field}: there is no scene “${stranger.scene}”`);
    return parsed;
  });
  return { scenes, plan };
}

/** The first scene that a plan names and nobody has, and where it stands in the plan; undefined where there is none. */
export function strangerIn(plan: WallPlan, known: ReadonlySet<string>): { field: string; scene: string } | undefined {
  const named = [
    ...plan.entries.flatMap(({ scenes }, entry) =>
      scenes.map((scene, index) => ({ field: `entries.${entry}.scenes.${index}`, scene })),
    ),
    ...plan.emergency.map((scene, index) => ({ field: `emergency.${index}`, scene })),
  ];
  return named.find(({ scene }) => !known.has(scene));
}

/** Whether a plan names a scene. */
export function names(plan: WallPlan, scene: string): boolean {
  return plan.emergency.includes(scene) || plan.entries.some(({ scenes }) => scenes.includes(scene));
}

/** The scenes that a deployment has: the product's in their order, as they are here, then those made here by id. */
export function keptScenes(product: readonly WallScene[], own: readonly WallScene[]): KeptScene[] {
  const changed = new Map(own.map((scene) => [scene.id, scene]));
  const known = new Set(product.map(({ id }) => id));
  return [
    ...product.map((scene): KeptScene => {
      const here = changed.get(scene.id);
      return here ? { ...here, origin: 'changed' } : { ...scene, origin: 'product' };
    }),
    ...own
      .filter(({ id }) => !known.has(id))
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map((scene): KeptScene => ({ ...scene, origin: 'own' })),
  ];
}

function read<Content>(folder: string, file: string, check: (content: unknown) => Content): Content {
  try {
    return check(JSON.parse(readFileSync(path.join(folder, `${file}.json`), 'utf8')));
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
    throw new Error(`the catalogue data/codes/${file}.json cannot be used: ${reason}`);
  }
}
