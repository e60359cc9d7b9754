import type { KeptScene, WallScene } from '../../../../server/api/walls/schema.ts';

/** Longest id that a scene may have. */
const LONGEST = 40;

/**
 * A new scene that begins as another one: with an id that no other has, and names that say so.
 * @param named makes the name of a copy, in Chinese and in English.
 */
export function copyOf(
  { origin: _, ...scene }: KeptScene,
  all: readonly Pick<WallScene, 'id'>[],
  named: { zh: (name: string) => string; en: (name: string) => string },
): WallScene {
  const taken = new Set(all.map(({ id }) => id));
  const stem = scene.id.replace(/_\d+$/, '').slice(0, LONGEST - 4);
  let number = 2;
  while (taken.has(`${stem}_${number}`)) number += 1;
  const short = (name: string) => name.slice(0, LONGEST);
  return { ...scene, id: `${stem}_${number}`, zh: short(named.zh(scene.zh)), en: short(named.en(scene.en)) };
}
