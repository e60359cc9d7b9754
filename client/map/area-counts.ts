import type { Map as MapLibreMap } from 'maplibre-gl';
import type { AreaIndicators, Indicator } from '../../server/api/areas/schema.ts';
import { answer, api } from '../api.ts';
import { formatGuarded } from '../format/number.ts';
import { levelAtZoom } from '../layers/grids.ts';
import type { LayerContext } from '../layers/layer.ts';
import { countsPeople } from '../state/indicators.ts';
import { visibleChunks } from './chunks.ts';
import { guardedBreaksOf, hiddenCount } from './classes.ts';
import { emptySource } from './emptied-source.ts';
import { RequestPool } from './request-pool.ts';

/** What the counts of areas ask of the map's data, and tell them. */
export interface AreaCountsHost {
  context(): LayerContext | null;
  /** Upper bounds of the classes of the level and indicator now in view, and below what its counts are hidden (null: they are exact). */
  breaks(breaks: number[], smallCountBelow: number | null): void;
  /** What is written beside the names of areas, by code; left out: nothing is. */
  annotate?(counts: Record<string, string>): void;
  /** A request ended: without an error (null), or with one. */
  ended(error: unknown): void;
}

type CountedMap = Parameters<typeof emptySource>[0] &
  Pick<MapLibreMap, 'getZoom' | 'getBounds' | 'getCenter' | 'setFeatureState'>;

/** Classes are made anew once this many times the areas are known that they were made of. */
const outgrown = 1.5;

/**
 * Areas that may stand in feature-state: each is looked for in every tile that arrives, which takes a millisecond a tile for a
 * thousand of them. Beyond, those out of view are taken out.
 */
const mostStated = 12_000;

/** Classes of one level and indicator, how many areas they were made of, and in which round of fetching. */
interface Classes {
  breaks: number[];
  count: number;
  round: number;
}

/**
 * Counts of the areas in view, joined to their tiles by feature-state. Levels down to that of the chunks are fetched whole, what is
 * below by chunk; each once, as long as the data behind it stay the same.
 */
export class AreaCounts {
  /** Answers by `level/code of the area above`. */
  readonly #held = new Map<string, AreaIndicators>();
  /** Held answers that are to be fetched anew when they come into view, and are shown until then. */
  readonly #stale = new Set<string>();
  /** Rises when everything is to be fetched anew. */
  #round = 0;
  /** Answers whose counts stand in feature-state, by key. */
  readonly #stated = new Map<string, AreaIndicators>();
  /** By `level/indicator`. */
  readonly #classes = new Map<string, Classes>();
  readonly #pool: RequestPool<AreaIndicators>;
  /** Keys of what is in view, nearest to the middle first. */
  #wanted: string[] = [];
  /** Answers whose counts stand beside the names, and how they are written. */
  #annotated: { style: string; answers: ReadonlySet<AreaIndicators> } = { style: '', answers: new Set() };

  constructor(
    private readonly map: CountedMap,
    private readonly host: AreaCountsHost,
    fetch = fetchIndicators,
  ) {
    this.#pool = new RequestPool(
      (key, signal) => fetch(key, signal, host.context()?.on),
      (key, indicators) => this.#hold(key, indicators),
      (error) => host.ended(error),
    );
  }

  get busy(): boolean {
    return this.#pool.busy;
  }

  /** Shows the counts of what the map now looks at, and fetches those that are not here. */
  refresh(context: LayerContext): void {
    this.#wanted = keysInView(this.map, context);
    this.#pool.want(this.#wanted.filter((key) => this.#lacks(key)));
    this.reclass();
  }

  /** Brings colours and names to the chosen indicator and language, by the counts that are here. */
  reclass(): void {
    const context = this.host.context();
    const shown = this.#wanted.flatMap((key) => this.#held.get(key) ?? []);
    if (!context || shown.length === 0) return;
    this.#stateShown();
    this.host.breaks(this.#breaksFor(shown[0]!.level, context), hiddenBelow(shown, context.indicator));
    this.#annotate(shown, context);
  }

  /** What was fetched is out of date: it stays in view until its successor is here. */
  empty(): void {
    this.#pool.stop();
    for (const key of this.#held.keys()) this.#stale.add(key);
    this.#round++;
  }

  release(): void {
    this.#pool.stop();
  }

  #lacks(key: string): boolean {
    return !this.#held.has(key) || this.#stale.has(key);
  }

  #hold(key: string, indicators: AreaIndicators): void {
    const before = this.#held.get(key);
    this.#stale.delete(key);
    // The same counts again are neither stated nor written again: names would be laid out anew.
    if (JSON.stringify(before) !== JSON.stringify(indicators)) this.#held.set(key, indicators);
    if (this.#wanted.includes(key)) this.reclass();
  }

  #stateShown(): void {
    const shown = this.#wanted.filter((key) => this.#held.has(key));
    const standing = new Map([...this.#stated, ...shown.map((key) => [key, this.#held.get(key)!] as const)]);
    const count = [...standing.values()].reduce((sum, { area_code }) => sum + area_code.length, 0);
    if (count > mostStated && standing.size > shown.length) {
      emptySource(this.map, 'areas');
      this.#stated.clear();
    }
    for (const key of shown) this.#state(key, this.#held.get(key)!);
  }

  #state(key: string, indicators: AreaIndicators): void {
    if (this.#stated.get(key) === indicators) return;
    this.#stated.set(key, indicators);
    const { area_code, level: _, small_count_below, ...counts } = indicators;
    const names = Object.keys(counts) as Indicator[];
    // Unsaid is not unknown: without protection a null is left out and the area stays clear.
    const unsaid = small_count_below === null ? undefined : hiddenCount;
    area_code.forEach((code, index) => {
      const state = Object.fromEntries(names.map((name) => [name, counts[name][index] ?? unsaid]));
      this.map.setFeatureState({ source: 'areas', sourceLayer: 'area', id: Number(code) }, state);
    });
  }

  /**
   * Classes over every area of the level that is known, so that a colour says the same wherever the map looks. They change while the
   * known areas grow by half, not with each chunk, and not before all in view are here.
   */
  #breaksFor(level: string, { indicator, palette }: LayerContext): number[] {
    const key = `${level}/${indicator}`;
    const made = this.#classes.get(key);
    if (made && this.#wanted.some((wanted) => this.#lacks(wanted))) return made.breaks;
    const known = [...this.#held.values()].filter((each) => each.level === level);
    const values = known.flatMap((each) => each[indicator]);
    if (made?.round === this.#round && values.length < made.count * outgrown) return made.breaks;
    const breaks = guardedBreaksOf(values, hiddenBelow(known, indicator), palette.choropleth.length);
    this.#classes.set(key, { breaks, count: values.length, round: this.#round });
    return breaks;
  }

  /** Writes counts beside the names. Each change lays out the names anew and goes to every tile: only for what is in view, and not while that has them. */
  #annotate(shown: readonly AreaIndicators[], { indicator, language }: LayerContext): void {
    if (!this.host.annotate) return;
    const style = `${indicator} ${language}`;
    if (this.#annotated.style === style && shown.every((each) => this.#annotated.answers.has(each))) return;
    this.#annotated = { style, answers: new Set(shown) };
    // A nought says nothing that the colour does not say, and would stand in every quiet grid.
    const counts = shown.flatMap((each) =>
      each.area_code.flatMap((code, index) => {
        const text = formatGuarded(each[indicator][index] ?? null, hiddenBelow([each], indicator), language, 'plain');
        return text === '' || text === '0' ? [] : [[code, text]];
      }),
    );
    this.host.annotate(Object.fromEntries(counts));
  }
}

/** Below what the counts of an indicator are hidden in some of these answers; null where all are exact. */
function hiddenBelow(answers: readonly AreaIndicators[], indicator: Indicator): number | null {
  if (!countsPeople(indicator)) return null;
  return answers.find(({ small_count_below }) => small_count_below !== null)?.small_count_below ?? null;
}

/** Levels above and at that of the chunks are asked of the root at once, those below of each chunk in view. */
function keysInView(map: CountedMap, context: LayerContext): string[] {
  const { root, levels, chunk_digits } = context.deployment;
  const shown = levelAtZoom(context, map.getZoom());
  const digits = levels.find(({ level }) => level === shown)?.code_digits ?? 0;
  if (!root || !shown || chunk_digits === null) return [];
  const above = digits <= chunk_digits ? [root.area_code] : visibleChunks(map, context);
  return above.map((code) => `${shown}/${code}`);
}

function fetchIndicators(key: string, signal: AbortSignal, on?: string): Promise<AreaIndicators> {
  const [level, within] = key.split('/') as [string, string];
  const query = { within, level, ...(on ? { on } : {}) };
  return answer(api.areas.indicators.$get({ query }, { init: { signal } }));
}
