import type { Worker } from 'node:worker_threads';
import type { DatabaseAddress } from '../../db/open.ts';
import type { TileLayer } from '../layers.ts';
import { type LoadedStore, StoreTooLargeError } from '../loader.ts';
import { startThread } from './thread.ts';

/** What the loader's thread is asked for. */
export interface LoadOrder {
  job: number;
  layer: TileLayer;
  maxBytes: number;
}

/** What it answers. */
export type LoadAnswer = { job: number } & ({ loaded: LoadedStore } | { fault: string; tooLarge: boolean });

/** Loads whole layers. */
export interface LayerLoader {
  /** @throws StoreTooLargeError when the layer takes more than `maxBytes`; Error when it cannot be read. */
  load(layer: TileLayer, maxBytes: number): Promise<LoadedStore>;
  /** Gives up what is under way. */
  close(): Promise<void>;
}

/** A thread without work ends after this time in ms; with it goes the memory that a load leaves behind. */
const IDLE_MS = 2000;

interface Waiting {
  resolve(loaded: LoadedStore): void;
  reject(error: Error): void;
}

/** Loads layers in a thread with a connection of its own, which is there only while there is something to load. */
export class BackgroundLoader implements LayerLoader {
  private worker: Worker | undefined;
  private readonly waiting = new Map<number, Waiting>();
  private jobs = 0;
  private idle: NodeJS.Timeout | undefined;

  constructor(
    private readonly address: DatabaseAddress,
    private readonly program = new URL('./loader-thread.ts', import.meta.url),
  ) {}

  load(layer: TileLayer, maxBytes: number): Promise<LoadedStore> {
    clearTimeout(this.idle);
    this.worker ??= this.start();
    const order: LoadOrder = { job: ++this.jobs, layer, maxBytes };
    this.worker.postMessage(order);
    return new Promise((resolve, reject) => this.waiting.set(order.job, { resolve, reject }));
  }

  async close(): Promise<void> {
    clearTimeout(this.idle);
    const { worker } = this;
    this.worker = undefined;
    await worker?.terminate();
    this.fail(new Error('the tiles were closed'));
  }

  private start(): Worker {
    const worker = startThread(this.program, this.address);
    worker.on('message', (answer: LoadAnswer) => this.settle(answer));
    worker.on('error', (error: Error) => this.lose(worker, error));
    worker.on('exit', () => this.lose(worker, new Error('the thread that loads tiles has ended')));
    return worker;
  }

  private settle(answer: LoadAnswer): void {
    const waiting = this.waiting.get(answer.job);
    this.waiting.delete(answer.job);
    if ('loaded' in answer) waiting?.resolve(answer.loaded);
    else waiting?.reject(answer.tooLarge ? new StoreTooLargeError(answer.fault) : new Error(answer.fault));
    if (this.waiting.size > 0) return;
    this.idle = setTimeout(() => {
      this.worker?.postMessage('end');
      this.worker = undefined;
    }, IDLE_MS).unref();
  }

  private lose(worker: Worker, error: Error): void {
    // One that was told to end has no more work, and may have a successor.
    if (this.worker !== worker) return;
    this.worker = undefined;
    this.fail(error);
  }

  private fail(error: Error): void {
    for (const { reject } of this.waiting.values()) reject(error);
    this.waiting.clear();
  }
}
