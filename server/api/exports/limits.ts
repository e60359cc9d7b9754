import { RateLimiterMemory } from 'rate-limiter-flexible';
import { consume } from '../../access/consume.ts';
import { AppError } from '../../errors.ts';
import { type ExportFormat, type ExportLayer, mostRows } from './schema.ts';

/** An hour, in seconds: what the limits count over. */
const WINDOW_S = 60 * 60;
/** Files that an account takes in an hour: of places, and of doors or persons. */
const most = { places: 60, people: 10 } as const;
/** Doors of a file at most, whatever its format: those of a large community. */
const MOST_DOORS = 10_000;
/** Files that are made whole before their first byte is given out, at once; each holds some tens of megabytes. */
const MOST_HELD = 4;

/** Rows of a layer that one file of a format holds at most. */
export function limitOf(layer: ExportLayer, format: ExportFormat): number {
  return layer === 'households' ? Math.min(MOST_DOORS, mostRows[format]) : mostRows[format];
}

/** Counts in memory the files that an account takes along. */
export class ExportLimits {
  readonly #counters: Partial<Record<keyof typeof most, RateLimiterMemory>>;
  readonly #holding = new Set<number>();

  /** @param counts false: files in an hour are not limited. */
  constructor(counts = true) {
    const limiter = (points: number) => new RateLimiterMemory({ points, duration: WINDOW_S });
    this.#counters = counts ? { places: limiter(most.places), people: limiter(most.people) } : {};
  }

  /** Counts one file before it is made. @throws AppError (429) with the seconds to wait where there were too many. */
  async count(what: keyof typeof most, accountId: number): Promise<void> {
    await consume(this.#counters[what], String(accountId), (retry_s) => {
      const minutes = Math.ceil(retry_s / 60);
      return {
        'zh-CN': `导出过于频繁（每小时至多${most[what]}个文件），请在${minutes}分钟后再试。`,
        en: `Too many files were taken along (at most ${most[what]} an hour). Try again in ${minutes} min.`,
      };
    });
  }

  /**
   * Takes a place for a file that is made whole first: one an account, a few in all.
   * @returns what gives it back; a second call does nothing.
   * @throws AppError (503) where there is none.
   */
  hold(accountId: number): () => void {
    if (this.#holding.has(accountId) || this.#holding.size >= MOST_HELD) {
      const sentence = {
        'zh-CN': '正在生成其他 Shapefile 或 GeoPackage 文件，请稍后再试，或改用 GeoJSON、CSV。',
        en: 'Another Shapefile or GeoPackage is being made. Try again in a moment, or take GeoJSON or CSV.',
      };
      throw new AppError('too_busy', sentence, { retry_s: 10 });
    }
    this.#holding.add(accountId);
    let held = true;
    return () => {
      if (held) this.#holding.delete(accountId);
      held = false;
    };
  }
}
