import { answer, api } from '../../api.ts';
import { ServerClock } from './clock.ts';

/** The clock that every screen of a wall goes by. */
export const serverClock = new ServerClock({
  ask: () => answer(api.wall.clock.$get()),
  // Goes on evenly where the machine's own clock is set.
  local: () => performance.timeOrigin + performance.now(),
});
