import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import type { ExpectedRow, FromScreens, ScreenPlan, ToScreens } from './messages.ts';

/** What all processes of screens counted together. */
export type Counted = Extract<FromScreens, { kind: 'counted' }>;

/** Two thousand screens in processes of their own. */
export class Screens {
  readonly #children: ChildProcess[];
  readonly #open: number[];

  /** @param processes over which they are spread. */
  constructor(
    private readonly plans: readonly ScreenPlan[],
    processes: number,
  ) {
    const file = path.join(import.meta.dirname, 'screen-process.ts');
    this.#children = Array.from({ length: processes }, () => fork(file, { execArgv: ['--import', 'tsx'] }));
    this.#open = this.#children.map(() => 0);
    for (const [index, child] of this.#children.entries()) {
      child.on('message', (message: FromScreens) => {
        if (message.kind === 'open') this.#open[index] = message.count;
      });
    }
  }

  /** Screens whose feed is open, as told within the last second. */
  get open(): number {
    return this.#open.reduce((sum, count) => sum + count, 0);
  }

  /** Connects them, over some seconds. @param base number of the feed at this moment. */
  start(ports: number[], base: number): void {
    const { length } = this.#children;
    for (const [index, child] of this.#children.entries()) {
      const screens = this.plans.filter((_, at) => at % length === index);
      child.send({ kind: 'start', ports, base, screens } satisfies ToScreens);
    }
  }

  tell(message: ToScreens): void {
    for (const child of this.#children) child.send(message);
  }

  /** Compares what came with what should have. */
  async count(rows: ExpectedRow[]): Promise<Counted[]> {
    return Promise.all(
      this.#children.map(
        (child) =>
          new Promise<Counted>((resolve) => {
            const take = (message: FromScreens) => {
              if (message.kind !== 'counted') return;
              child.off('message', take);
              resolve(message);
            };
            child.on('message', take);
            child.send({ kind: 'count', rows } satisfies ToScreens);
          }),
      ),
    );
  }

  close(): void {
    for (const child of this.#children) child.kill('SIGKILL');
  }
}
