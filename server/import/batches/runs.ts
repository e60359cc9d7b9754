import type { ImportFailure, ImportProgress } from '../../api/imports/schema.ts';
import { Turns } from '../../api/turns.ts';
import { AppError, type Sentence } from '../../errors.ts';
import type { PreviewAnswer, PreviewTask } from './preview.ts';
import type { ImportTask } from './work.ts';

/** Whoever does the work, in this thread or another. */
export interface ImportWorker {
  /** Does a task, tells how far it is, and ends early once the signal is given. */
  run(
    task: ImportTask,
    hear: (progress: Omit<ImportProgress, 'seconds_left'>) => void,
    signal: AbortSignal,
  ): Promise<void>;
  /** Looks at rows of a file. */
  preview(task: PreviewTask, signal: AbortSignal): Promise<PreviewAnswer>;
  /** Lets go of what is kept for the next task. */
  close(): Promise<void>;
}

interface Running {
  task: ImportTask;
  progress: Omit<ImportProgress, 'seconds_left'>;
  /** When its phase began, ms. */
  since: number;
  control: AbortController;
  ended: Promise<void>;
}

/** Previews at once, each of which may read a large file, and how long one may take, ms. */
const MOST_PREVIEWS = 2;
const PREVIEW_MS = 14_000;
/** Failures that are still told, of the last batches. */
const MOST_FAILURES = 100;

const brokeOff: Sentence = {
  'zh-CN': '处理中断，数据没有改变，请重试。',
  en: 'The work broke off; the data are as they were. Please try again.',
};
const cancelled: ImportFailure = {
  'zh-CN': '已取消，数据没有改变。',
  en: 'Cancelled; the data are as they were.',
  cancelled: true,
};

/** What is done with batches in this process: one at a time. What ends with the process leaves nothing. */
export class ImportRuns {
  #running: Running | undefined;
  readonly #failures = new Map<number, ImportFailure>();
  readonly #previews = new Turns(MOST_PREVIEWS);

  /** @param onFault hears of what failed but for an AppError, which the batch tells by itself. */
  constructor(
    private readonly worker: ImportWorker,
    private readonly onFault: (error: unknown) => void = () => {},
  ) {}

  /** Begins a task. @throws AppError (409) while another is being done. */
  begin(task: ImportTask): void {
    if (this.#running) throw busy();
    const control = new AbortController();
    const running: Running = {
      ...{ task, control, since: Date.now(), ended: Promise.resolve() },
      progress: { phase: 'waiting', rows: 0, rows_total: null },
    };
    this.#running = running;
    this.#failures.delete(task.batch_id);
    running.ended = this.#go(running);
  }

  async #go(running: Running): Promise<void> {
    const { task, control } = running;
    const hear = (progress: Running['progress']) => {
      if (progress.phase !== running.progress.phase) running.since = Date.now();
      running.progress = progress;
    };
    try {
      await this.worker.run(task, hear, control.signal);
    } catch (error) {
      const told = control.signal.aborted ? cancelled : error instanceof AppError ? error.sentence : brokeOff;
      this.#failures.set(task.batch_id, told);
      if (this.#failures.size > MOST_FAILURES) this.#failures.delete(this.#failures.keys().next().value!);
      if (told === brokeOff) this.onFault(error);
    } finally {
      this.#running = undefined;
    }
  }

  /** How far what runs for a batch has come; null: nothing does. */
  progressOf(batchId: number, now = Date.now()): ImportProgress | null {
    if (this.#running?.task.batch_id !== batchId) return null;
    const { progress, since } = this.#running;
    const { rows, rows_total } = progress;
    const known = rows_total !== null && rows > 0 && now - since >= 1000;
    return {
      ...progress,
      seconds_left: known ? Math.max(0, Math.ceil(((rows_total - rows) * (now - since)) / rows / 1000)) : null,
    };
  }

  /** Why the last run of a batch in this process ended early; undefined: it did not. */
  failureOf(batchId: number): ImportFailure | undefined {
    return this.#failures.get(batchId);
  }

  /** Ends what runs for a batch; whether anything did. Nothing of it stays. */
  cancel(batchId: number): boolean {
    if (this.#running?.task.batch_id !== batchId) return false;
    this.#running.control.abort();
    return true;
  }

  /** Looks at rows of a batch's file. @throws AppError as the readers do, 503 where it takes too long. */
  preview(task: PreviewTask): Promise<PreviewAnswer> {
    return this.#previews.take(async () => {
      const late = AbortSignal.timeout(PREVIEW_MS);
      try {
        return await this.worker.preview(task, late);
      } catch (error) {
        throw late.aborted ? tooSlow(error) : error;
      }
    });
  }

  /** Resolves when nothing runs. */
  async settled(): Promise<void> {
    await this.#running?.ended;
  }

  /** Ends what runs. */
  async close(): Promise<void> {
    this.#running?.control.abort();
    await this.settled();
    await this.worker.close();
  }
}

function tooSlow(cause: unknown): AppError {
  return new AppError(
    'too_busy',
    {
      'zh-CN': '文件太大，预览没有及时完成，请稍后再试或看前面的行。',
      en: 'The file is too large to be looked at in time. Try again later, or look at rows nearer to its beginning.',
    },
    { retry_s: 10, cause },
  );
}

function busy(): AppError {
  return new AppError(
    'conflict',
    {
      'zh-CN': '另一批正在处理，一次只能处理一批，请稍后再试。',
      en: 'Another batch is being worked on, one at a time. Please try again in a while.',
    },
    { retry_s: 10 },
  );
}
