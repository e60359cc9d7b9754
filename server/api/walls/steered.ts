import type { Bounds } from '../wire.ts';
import { AHEAD_MS, steeringAt, type WallCommand, type WallState, type WallSteering } from './schema.ts';

/** A minute, in ms. */
const MINUTE_MS = 60_000;
/** How long the camera stays where it was sent, and the screens show their numbers, ms. */
const FOCUS_MS = 30_000;
const IDENTIFY_MS = 10_000;

/** A command with what it needs: scenes that exist, bounds of an area. `minutes` null: until it is let go. */
export type Steering =
  | { command: 'show'; scene: string }
  | { command: 'pin'; scene: string; minutes: number | null }
  | { command: 'focus'; bounds: Bounds }
  | { command: Exclude<WallCommand, 'show' | 'pin' | 'focus'> };

/** A wall's state after a command that was given at this moment; it is in force AHEAD_MS later, until then what is now. */
export function steered(state: WallState, steering: Steering, now_ms: number): WallState {
  const at_ms = now_ms + AHEAD_MS;
  // Of two commands that come together the later builds on the earlier, though neither is in force yet.
  const { from_ms: _, before: __, ...latest } = state;
  const { turn, pinned, focus, identify_until_ms, reload_at_ms, resting } = steeringAt(state, now_ms);
  const before = { turn, pinned, focus, identify_until_ms, reload_at_ms, resting };
  return { ...latest, ...changeOf(steering, at_ms), from_ms: at_ms, before };
}

function changeOf(steering: Steering, at_ms: number): Partial<WallSteering> {
  switch (steering.command) {
    // A scene that is called up would not be seen behind one that is pinned.
    case 'show':
      return { turn: { scene: steering.scene, at_ms }, pinned: null };
    case 'pin': {
      const until_ms = steering.minutes === null ? null : at_ms + steering.minutes * MINUTE_MS;
      return { pinned: { scene: steering.scene, at_ms, until_ms } };
    }
    case 'unpin':
      return { pinned: null, turn: null };
    case 'focus':
      return { focus: { bounds: steering.bounds, at_ms, until_ms: at_ms + FOCUS_MS } };
    case 'unfocus':
      return { focus: null };
    case 'identify':
      return { identify_until_ms: at_ms + IDENTIFY_MS };
    case 'reload':
      return { reload_at_ms: at_ms };
    case 'rest':
      return { resting: true };
    case 'wake':
      return { resting: false };
  }
}
