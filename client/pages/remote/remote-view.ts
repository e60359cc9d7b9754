import type { RemoteWalls, Wall, WallCommand } from '../../../server/api/walls/schema.ts';
import type { Reference } from '../../elements/reference.ts';
import type { Showing } from '../../state/wall/programme.ts';

/** What every part of the remote control is drawn from. */
export interface RemoteView {
  list: RemoteWalls;
  wall: Wall;
  reference: Reference;
  /** The server's clock. */
  now_ms: number;
  /** What the wall shows now; null where there is no scene. */
  shown: Showing | null;
}

/** A press on the remote control, as it is sent. `minutes`: for how long a scene is pinned, null until it is let go. */
export type Press =
  | { command: 'show'; scene: string }
  | { command: 'pin'; scene: string; minutes: number | null }
  | { command: 'focus'; area_code: string }
  | { command: Exclude<WallCommand, 'show' | 'pin' | 'focus'> };
