import type { Page } from 'playwright-core';
import { median } from '../bench/bench.ts';
import { afterChanges, calmTasks } from './calm.ts';
import { growth } from './growth.ts';
import type { Repair } from './losses.ts';
import { pageTime, type Stretch, takeRecord } from './page-record.ts';
import type { PageUse, Probe } from './probe.ts';

/** The longest that a task may hold the page up while nothing was asked of it, ms. */
const LONGEST_TASK_MS = 200;
/** Minutes before memory is counted: what a page keeps of a day is filled by then. In short runs a third of them. */
const WARM_MIN = 5;
/** A change of scene that takes longer is to blame for what it does after that, ms. */
const LONGEST_CHANGE_MS = 5000;
/** How long a page may go on working after a repair or a look at it from outside, ms. */
const AFTER_MS = 1000;
/** What a page needs to find its first scene, ms. */
const FIRST_MS = 5000;

/** Gathers what is measured of a page while it is driven. */
export class Watch {
  /** Errors that the page told, but for those of a server that was made to be away. */
  readonly errors: string[] = [];
  readonly repairs: Repair[] = [];
  /** Names of pictures without a map. */
  readonly empty: string[] = [];
  readonly uses: (PageUse & { minute: number })[] = [];
  /** True while the server is away, and some seconds more. */
  isServerAway = false;
  readonly #begun = Date.now();
  readonly #tasks: Stretch[] = [];
  readonly #changes_ms: number[] = [];
  readonly #took_ms: number[] = [];
  readonly #busy: Stretch[] = [{ from_ms: 0, to_ms: FIRST_MS }];
  #loads = 0;

  constructor(
    private readonly page: Page,
    private readonly probe: Probe,
    private readonly minutes: number,
  ) {
    page.on('pageerror', ({ message }) => this.#fault(message));
    page.on('console', (message) => {
      if (message.type() === 'error') this.#fault(message.text());
    });
    page.on('crash', () => this.#fault('the page crashed'));
    page.on('domcontentloaded', () => {
      this.#loads += 1;
    });
  }

  get minute(): number {
    return (Date.now() - this.#begun) / 60_000;
  }

  #fault(message: string): void {
    if (!this.isServerAway) this.errors.push(message);
  }

  /** Notes a stretch of which the page is not to blame. */
  busy({ from_ms, to_ms }: Stretch): void {
    this.#busy.push({ from_ms, to_ms: to_ms + AFTER_MS });
  }

  /** Takes what the page noted, and what it takes; answers a line of progress. */
  async look(): Promise<string> {
    const { tasks, changes_ms, scenes } = await takeRecord(this.page);
    this.#tasks.push(...tasks);
    this.#changes_ms.push(...changes_ms);
    for (const { from_ms, to_ms } of scenes) {
      this.#took_ms.push(to_ms - from_ms);
      // A change of scene lasts until its map is complete.
      this.busy({ from_ms, to_ms: Math.min(to_ms, from_ms + LONGEST_CHANGE_MS) });
    }
    const from_ms = await pageTime(this.page);
    const use = await this.probe.sample();
    const scene = await this.page.evaluate(() => document.documentElement.dataset.scene ?? '');
    this.busy({ from_ms, to_ms: await pageTime(this.page) });
    this.uses.push({ minute: this.minute, ...use });
    return `${this.minute.toFixed(1)} min: ${scene}, heap ${use.heap_mb.toFixed(1)} MB, buffers ${use.buffers_mb.toFixed(1)} MB, ${use.nodes} nodes, ${
      use.listeners
    } listeners, renderer ${use.renderer_mb.toFixed(0)} MB, ${this.#changes_ms.length} scenes, longest task ${this.#longest().toFixed(0)} ms, ${
      this.errors.length
    } errors`;
  }

  #calm(): Stretch[] {
    return calmTasks(this.#tasks, [...this.#busy, ...afterChanges(this.#changes_ms)]);
  }

  #longest(): number {
    return Math.max(0, ...this.#calm().map(({ from_ms, to_ms }) => to_ms - from_ms));
  }

  /** All that was found. */
  figures(): Record<string, number | null> {
    const warm = this.uses.filter(({ minute }) => minute >= Math.min(WARM_MIN, this.minutes / 3));
    const grown = (pick: (use: PageUse) => number) =>
      growth(warm.map((use) => ({ minute: use.minute, value: pick(use) })));
    const last = this.uses.at(-1);
    const calm = this.#calm();
    const repaired = this.repairs.flatMap(({ took_ms }) => took_ms ?? []);
    return {
      minutes: this.minute,
      heap_growth_percent: grown(({ heap_mb }) => heap_mb),
      heap_mb: last?.heap_mb ?? null,
      buffers_growth_percent: grown(({ buffers_mb }) => buffers_mb),
      buffers_mb: last?.buffers_mb ?? null,
      renderer_growth_percent: grown(({ renderer_mb }) => renderer_mb),
      renderer_mb: last?.renderer_mb ?? null,
      graphics_mb: last?.graphics_mb ?? null,
      nodes_growth_percent: grown(({ nodes }) => nodes),
      listeners_growth_percent: grown(({ listeners }) => listeners),
      documents: last?.documents ?? null,
      scenes: this.#changes_ms.length,
      median_scene_ms: median(this.#took_ms),
      slowest_scene_ms: Math.max(0, ...this.#took_ms),
      tasks_over_200_ms: calm.filter(({ from_ms, to_ms }) => to_ms - from_ms > LONGEST_TASK_MS).length,
      longest_task_ms: this.#longest(),
      losses: this.repairs.length,
      losses_repaired: repaired.length,
      slowest_repair_ms: repaired.length === this.repairs.length ? Math.max(0, ...repaired) : null,
      empty_pictures: this.empty.length,
      errors: this.errors.length,
      loads: this.#loads,
    };
  }
}
