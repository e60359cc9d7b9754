import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { RemoteWalls, Wall } from '../../../server/api/walls/schema.ts';
import { answer, api } from '../../api.ts';
import { live } from '../../state/live.ts';
import { session } from '../../state/session.ts';
import { serverClock } from '../../state/wall/server-clock.ts';

/** Time between two looks at what screens said of themselves, which the feed does not tell, ms. */
const LOOK_MS = 15_000;

/** The walls that whoever is signed in may steer, kept up to date: by the feed where a wall is steered, by asking for its screens. */
export class WallList implements ReactiveController {
  /** Null until the server answered. */
  value: RemoteWalls | null = null;
  /** Why it could not be asked the last time. */
  fault: Error | null = null;
  /** The newest version of each wall that the feed told: its screens heard of it at the same time. */
  readonly #told = new Map<number, number>();
  #timer: ReturnType<typeof setInterval> | undefined;
  #end: (() => void) | undefined;
  #asking: Promise<void> | null = null;
  #again = false;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostConnected(): void {
    const { caller } = session;
    this.#end = live.subscribe((message) => {
      if (message.event === 'wall') {
        const { wall_id, version } = message.wall;
        this.#told.set(wall_id, Math.max(version, this.#told.get(wall_id) ?? 0));
        this.host.requestUpdate();
        if (this.wall(wall_id)?.version === version) return;
      }
      if (message.event !== 'change') void this.ask();
    });
    live.start(`${caller?.kind} ${caller?.account_id ?? caller?.display_name}`);
    this.#timer = setInterval(() => {
      if (document.visibilityState === 'visible') void this.ask();
    }, LOOK_MS);
    void serverClock.sync().catch(() => {});
    void this.ask();
  }

  hostDisconnected(): void {
    clearInterval(this.#timer);
    this.#end?.();
    live.stop();
  }

  /** A wall by its number; undefined where it may not be steered. */
  wall(id: number): Wall | undefined {
    return this.value?.walls.find((wall) => wall.id === id);
  }

  /** Whether the feed has told this version of a wall, or a newer one. */
  hasTold(id: number, version: number): boolean {
    return (this.#told.get(id) ?? 0) >= version;
  }

  /** Takes what the server answered about one wall, unless it is older than what is known. */
  take(wall: Wall): void {
    const { value } = this;
    if (!value) return;
    const known = this.wall(wall.id);
    if (known && known.version > wall.version) return;
    const walls = known ? value.walls.map((each) => (each.id === wall.id ? wall : each)) : [...value.walls, wall];
    this.value = { ...value, walls };
    this.host.requestUpdate();
  }

  /** Asks for all of it; whoever asks meanwhile is answered by one more question. */
  async ask(): Promise<void> {
    this.#again = this.#asking !== null;
    this.#asking ??= this.#ask();
    await this.#asking;
  }

  async #ask(): Promise<void> {
    do {
      this.#again = false;
      try {
        this.value = await answer<RemoteWalls>(api.walls.$get());
        this.fault = null;
      } catch (error) {
        this.fault = error as Error;
      }
    } while (this.#again);
    this.#asking = null;
    this.host.requestUpdate();
  }
}
