import type { OwnWall, WallFigures } from '../../../server/api/wall/schema.ts';
import type { WallScene } from '../../../server/api/walls/schema.ts';
import type { Bounds } from '../../../server/api/wire.ts';
import { answer, api } from '../../api.ts';

/** What a scene may look at. */
export interface Seen {
  own: Pick<OwnWall, 'area' | 'emergencies'>;
  scene: Pick<WallScene, 'id' | 'camera'>;
  since_ms: number;
  figures: Pick<WallFigures, 'areas'> | null;
}

/** Code of the area that a scene looks at: of several that are equal the first, the wall's own where none has anything. */
export function lookedAt({ own, scene, figures }: Seen): string {
  const { look } = scene.camera;
  if (look !== 'overdue' && look !== 'busiest') return own.area.area_code;
  const count = look === 'overdue' ? 'overdue_count' : 'open_count';
  const most = Math.max(0, ...(figures?.areas ?? []).map((area) => area[count]));
  return (most > 0 && figures?.areas.find((area) => area[count] === most)?.area_code) || own.area.area_code;
}

/** Bounds that scenes look at: those of parts of the area are asked for once. What a scene looks at stays the same while it lasts. */
export class Sights {
  readonly #bounds = new Map<string, Bounds>();
  readonly #asked = new Set<string>();
  #held = { key: '', code: '' };

  constructor(private readonly changed: () => void) {}

  /** Null while they are on their way. */
  boundsOf(seen: Seen): Bounds | null {
    const { own, scene, since_ms } = seen;
    if (scene.camera.look === 'emergency') return own.emergencies[0]?.bounds ?? own.area.bounds;
    const key = `${scene.id} ${since_ms}`;
    // Before the figures are here the choice would be of nothing.
    if (this.#held.key !== key && (seen.figures || scene.camera.look === 'area')) {
      this.#held = { key, code: lookedAt(seen) };
    }
    const code = this.#held.key === key ? this.#held.code : own.area.area_code;
    if (code === own.area.area_code) return own.area.bounds;
    const known = this.#bounds.get(code);
    if (!known) void this.#ask(code, own.area.bounds);
    return known ?? null;
  }

  async #ask(code: string, instead: Bounds): Promise<void> {
    if (this.#asked.has(code)) return;
    this.#asked.add(code);
    try {
      const { area } = await answer(api.areas[':area_code'].$get({ param: { area_code: code } }));
      this.#bounds.set(code, area.bounds);
    } catch (error) {
      console.warn(error);
      this.#bounds.set(code, instead);
      // The next scene that looks there asks again.
      setTimeout(() => this.#bounds.delete(code), 30_000);
    }
    this.#asked.delete(code);
    this.changed();
  }
}
