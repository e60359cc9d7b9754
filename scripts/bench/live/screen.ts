import { connect, type Socket } from 'node:net';
import { EventParser, type ParsedEvent } from './event-parser.ts';
import type { ScreenPlan, Wait } from './messages.ts';
import { Tally } from './tally.ts';

/** Longest time that a screen stays away when it drops, ms. */
const LONGEST_AWAY_MS = 8000;
/** Shortest and longest wait after a connection was lost, ms; each twice as long as the one before, as in the product's page. */
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 30_000;

/** What a screen tells of itself. */
export interface ScreenWatch {
  /** A change came so many ms after it was sent to the database. */
  waited: (wait: Wait, ms: number) => void;
  /** Whether a server was away at a moment, ms of the clock. */
  wasKilled: (at: number) => boolean;
  /** It was told to ask anew. */
  reset: () => void;
  resumed: () => void;
}

/** A browser that listens: comes back by itself from where it was, to any of the servers. */
export class BenchScreen {
  readonly tally: Tally;
  #socket: Socket | null = null;
  #parser = new EventParser();
  #isLive = false;
  /** Why it was away last. */
  #away: Wait = 'dropped';
  /** When its present feed began, ms of the clock. */
  #begun = 0;
  #failures = 0;

  constructor(
    readonly plan: ScreenPlan,
    private readonly ports: readonly number[],
    base: number,
    private readonly watch: ScreenWatch,
  ) {
    this.tally = new Tally(base);
  }

  get isLive(): boolean {
    return this.#isLive;
  }

  connect(): void {
    const port = this.ports[Math.floor(Math.random() * this.ports.length)]!;
    const socket = connect(port, '127.0.0.1');
    this.#socket = socket;
    this.#parser = new EventParser();
    socket.setNoDelay(true);
    const from = this.tally.from === null ? '' : `Last-Event-ID: ${this.tally.last}\r\n`;
    socket.write(`GET /api/live HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nCookie: ${this.plan.cookie}\r\n${from}\r\n`);
    socket.on('data', (bytes) => {
      for (const event of this.#parser.take(bytes)) this.#take(event);
      if (this.#parser.status !== null && this.#parser.status !== 200) socket.destroy();
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      if (this.#socket !== socket) return;
      const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.#failures);
      this.#failures += 1;
      this.#lose('outage', longest * (0.5 + Math.random() / 2));
    });
  }

  /** Goes away for a while, as a laptop that is closed. */
  drop(): void {
    const socket = this.#socket;
    if (!socket || !this.#isLive) return;
    this.#lose('dropped', Math.random() * LONGEST_AWAY_MS);
    socket.destroy();
  }

  #lose(why: Wait, away_ms: number): void {
    this.#socket = null;
    // Of two reasons in a row the first one stands.
    if (this.#isLive) this.#away = why;
    this.#isLive = false;
    setTimeout(() => this.connect(), away_ms);
  }

  #take({ kind, id, data }: ParsedEvent): void {
    const { tally } = this;
    if (kind === 'hello') {
      this.#isLive = true;
      this.#failures = 0;
      this.#begun = Date.now();
      if (tally.from === null) {
        tally.from = id!;
        tally.last = id!;
      } else this.watch.resumed();
    } else if (kind === 'beat') tally.last = Math.max(tally.last, id!);
    else if (kind === 'reset') this.watch.reset();
    else if (kind === 'change') {
      tally.take(id!);
      this.#time(data);
    }
  }

  /** The bench's own changes bear the moment at which they were sent. */
  #time(data: string): void {
    if (!data.includes('"kind": "noted"')) return;
    const at = data.indexOf('"due_at": "') + '"due_at": "'.length;
    const sent = Date.parse(data.slice(at, at + 24));
    const wait = sent < this.#begun ? this.#away : this.watch.wasKilled(sent) ? 'killed' : 'calm';
    this.watch.waited(wait, Date.now() - sent);
  }
}
