import type { Worker } from 'node:worker_threads';
import type { TileSet } from '../../api/deployment/schema.ts';
import { AppError } from '../../errors.ts';
import type { CutLayer } from '../cut/cut.ts';
import type { FinishedTile } from '../finished-tile.ts';
import type { CutRequest, Cutter } from './cutter.ts';
import { startThread } from './thread.ts';

/** What a cutter's thread is told: the layers of a set from now on, to tidy up, or a tile to cut, one at a time. */
export type CutterOrder = { set: TileSet; layers: readonly CutLayer[] } | { tidy: true } | { request: CutRequest };
/** What it answers to a tile. */
export type CutAnswer = { tile: FinishedTile } | { fault: string };

/** Tiles that may wait for a thread; at a few ms each, those who ask for more would not be served in time. */
const MOST_WAITING = 400;

/** How long, in ms, before a thread is replaced that has died without work. */
const PAUSE_MS = 1000;

interface Job {
  request: CutRequest;
  /** Threads that have died over it. */
  deaths: number;
  resolve(tile: FinishedTile): void;
  reject(error: Error): void;
}

interface Seat {
  worker: Worker;
  job: Job | undefined;
}

/** Cuts tiles in threads. A thread that dies is replaced, and what it was cutting is tried once more. */
export class CutterPool implements Cutter {
  private seats: Seat[] = [];
  private readonly waiting: Job[] = [];
  private readonly layers = new Map<TileSet, readonly CutLayer[]>();
  private closed = false;

  /** @param program the threads' program; tests hand in their own. */
  constructor(
    readonly threadCount: number,
    private readonly program = new URL('./cutter-thread.ts', import.meta.url),
  ) {
    this.fill();
  }

  use(set: TileSet, layers: readonly CutLayer[]): void {
    this.layers.set(set, layers);
    for (const { worker } of this.seats) tell(worker, { set, layers });
  }

  tidy(): void {
    for (const { worker } of this.seats) tell(worker, { tidy: true });
  }

  cut(request: CutRequest): Promise<FinishedTile> {
    if (this.closed || this.waiting.length >= MOST_WAITING) return Promise.reject(tooMany());
    return new Promise((resolve, reject) => {
      this.waiting.push({ request, deaths: 0, resolve, reject });
      this.next();
    });
  }

  async close(): Promise<void> {
    this.closed = true;
    const jobs = [...this.waiting.splice(0), ...this.seats.flatMap(({ job }) => job ?? [])];
    for (const { reject } of jobs) reject(tooMany());
    await Promise.all(this.seats.map(({ worker }) => worker.terminate()));
  }

  private seat(): Seat {
    const seat: Seat = { worker: startThread(this.program), job: undefined };
    const { worker } = seat;
    for (const [set, layers] of this.layers) tell(worker, { set, layers });
    worker.on('message', (answer: CutAnswer) => this.settle(seat, answer));
    // An uncaught error is followed by the exit.
    worker.on('error', (error: Error) => console.error(`a thread that cuts tiles has failed: ${error.message}`));
    worker.on('exit', () => this.replace(seat));
    worker.unref();
    return seat;
  }

  private settle(seat: Seat, answer: CutAnswer): void {
    const { job } = seat;
    seat.job = undefined;
    if ('tile' in answer) job?.resolve(answer.tile);
    else job?.reject(new Error(answer.fault));
    this.next();
  }

  private replace({ worker, job }: Seat): void {
    if (this.closed) return;
    this.seats = this.seats.filter((seat) => seat.worker !== worker);
    // One that dies without work may do so at its very start, over and over.
    if (job) this.fill();
    else setTimeout(() => this.fill(), PAUSE_MS).unref();
    if (job && ++job.deaths < 2) this.waiting.unshift(job);
    else job?.reject(tooMany());
    this.next();
  }

  private fill(): void {
    while (!this.closed && this.seats.length < this.threadCount) this.seats.push(this.seat());
    this.next();
  }

  /** Gives the tiles that wait to the threads that are free. */
  private next(): void {
    for (const seat of this.seats) {
      if (seat.job) continue;
      const job = this.waiting.shift();
      if (!job) return;
      seat.job = job;
      tell(seat.worker, { request: job.request });
    }
  }
}

function tell(worker: Worker, order: CutterOrder): void {
  worker.postMessage(order);
}

function tooMany(): AppError {
  return new AppError('too_busy', {
    'zh-CN': '地图瓦片请求过多，请稍候几秒再试。',
    en: 'Too many map tiles are asked for at once. Please try again in a few seconds.',
  });
}
