import type { Still } from './still.ts';
import type { WallChart } from './wall-chart.ts';

/** What is seen: the map; the map while it jumps; its last good picture while another map is made. */
export type Seen = 'map' | 'cut' | 'still';

/** What a keeper needs around it. */
export interface ChartKeeperHost {
  container: HTMLElement;
  /** @throws Error where no graphics context can be had */
  make(): WallChart;
  show(seen: Seen): void;
  /** Another map stands where one was lost. */
  rebuilt(rebuilt_count: number): void;
  /** No map can be made. */
  gaveUp(): void;
}

/** A map that cannot be made is tried again after this, ms, each time twice as long; and so often. */
const again_ms = 300;
const mostTries = 5;
/** Time after which a picture that jumped is shown again at the latest, ms. */
const longestCut_ms = 1500;

/** Keeps a chart on the screen: when one is lost another is made at once, and the last good picture stands meanwhile. */
export class ChartKeeper {
  chart: WallChart | null = null;
  rebuilt_count = 0;
  #tries = 0;
  /** No chart has drawn anything since the page was loaded, or since the last one was lost. */
  #isWaiting = true;
  #isCutting = false;
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();

  constructor(
    private readonly host: ChartKeeperHost,
    private readonly still: Still,
  ) {
    void still.recall().then(
      () => this.#show(),
      (error: unknown) => console.warn(error),
    );
  }

  /** True until a chart has drawn everything, the first one or one that stands for a lost one. */
  get waiting(): boolean {
    return this.#isWaiting;
  }

  /** Makes the first chart. */
  build(): void {
    try {
      this.chart = this.host.make();
    } catch (error) {
      console.error(error);
      this.host.container.replaceChildren();
      this.#tries++;
      if (this.#tries >= mostTries) this.host.gaveUp();
      else this.#after(again_ms * 2 ** this.#tries, () => this.build());
    }
  }

  /** The chart's graphics are gone. */
  lost(): void {
    this.rebuilt_count++;
    this.#isWaiting = true;
    this.#show();
    this.chart?.release();
    this.chart = null;
    this.host.container.replaceChildren();
    this.build();
  }

  /**
   * The chart has drawn everything that it has; in the task that drew it. While it lacks some, the last good picture stays.
   * @param at_ms of the server's clock
   */
  complete(at_ms: number): void {
    if (!this.chart || (this.chart.lacking && this.#isWaiting)) return;
    this.#tries = 0;
    if (this.#isWaiting && this.rebuilt_count > 0) this.host.rebuilt(this.rebuilt_count);
    this.#isWaiting = this.#isCutting = false;
    this.#show();
    if (!this.chart.lacking) this.still.take(this.chart.map.getCanvas(), at_ms);
  }

  /** The picture jumps: it is dim from now on and comes up again when it is complete. */
  cut(): void {
    this.#isCutting = true;
    this.#show();
    this.#after(longestCut_ms, () => {
      this.#isCutting = false;
      this.#show();
    });
  }

  release(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.still.release();
    this.chart?.release();
    this.chart = null;
  }

  #show(): void {
    const hasStill = this.still.taken_at_ms !== null;
    this.host.show(this.#isWaiting && hasStill ? 'still' : this.#isCutting ? 'cut' : 'map');
  }

  #after(ms: number, work: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      work();
    }, ms);
    this.#timers.add(timer);
  }
}
