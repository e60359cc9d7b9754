import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type {
  DecidedReview,
  DecisionBody,
  Review,
  ReviewPage,
  reviewStates,
} from '../../../server/api/geocode/schema.ts';
import { ApiError, answer, api } from '../../api.ts';
import { Paging } from '../../elements/paging.ts';

/** Whose addresses are looked at. */
export interface QueueFilter {
  area_code: string;
  state: (typeof reviewStates)[number];
  batch_id: string | undefined;
}
/** Addresses of the page's list, and the one in hand; what is done to them here shows at once. */
export class ReviewQueue implements ReactiveController {
  /** How many are open in all; null: not known yet. */
  open: number | null = null;
  #at = 0;
  /** Decided here and not undone, the latest last. */
  #decided: number[] = [];
  #paging: Paging<Review>;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly filter: () => QueueFilter,
  ) {
    host.addController(this);
    this.#paging = new Paging<Review>(host, async (page, signal) => {
      const { area_code, state, batch_id } = this.filter();
      const query = { area_code, state, limit: '50', page, ...(batch_id && { batch_id }) };
      const found = await answer<ReviewPage>(api['geocode-reviews'].$get({ query }, { init: { signal } }));
      this.open = found.open;
      return found;
    });
  }

  hostConnected(): void {}

  get rows(): readonly Review[] {
    return this.#paging.rows;
  }

  get state(): 'pending' | 'done' | 'error' {
    return this.#paging.state;
  }

  get error(): unknown {
    return this.#paging.error;
  }

  get hasMore(): boolean {
    return this.#paging.hasMore;
  }

  get at(): number {
    return Math.min(this.#at, Math.max(this.rows.length - 1, 0));
  }

  get current(): Review | null {
    return this.rows[this.at] ?? null;
  }

  /** The one that an undo takes back: on the list of decided ones the one in hand, else the last decided here. */
  get undoable(): number | null {
    return (this.filter().state === 'decided' ? this.current?.id : this.#decided.at(-1)) ?? null;
  }

  async restart(): Promise<void> {
    this.#at = 0;
    this.open = null;
    await this.#paging.restart();
  }

  more(): Promise<void> {
    return this.#paging.more();
  }

  again(): void {
    void (this.rows.length > 0 ? this.#paging.more() : this.#paging.restart());
  }

  go(at: number): void {
    this.#at = Math.max(0, Math.min(at, this.rows.length - 1));
    if (this.#at === this.rows.length - 1 && this.hasMore && this.state === 'done') void this.more();
    this.host.requestUpdate();
  }

  /** Decides; the next one comes to hand. @throws ApiError as the API refuses; where somebody else was first, the list is read anew. */
  async decide(id: number, json: DecisionBody): Promise<DecidedReview> {
    const settled = await this.#reached(
      answer<DecidedReview>(api['geocode-reviews'][':id'].decision.$post({ param: { id: String(id) }, json })),
    );
    this.#decided.push(id);
    this.open = Math.max(0, (this.open ?? 1) - 1);
    // Others whose candidates were looked for anew are read again.
    await this.#take(id, settled.rematched > 0);
    return settled;
  }

  /** To the end of the queue. @throws ApiError as `decide` does. */
  async skip(review: Review): Promise<void> {
    await this.#reached(answer(api['geocode-reviews'][':id'].skip.$post({ param: { id: String(review.id) } })));
    await this.#take(review.id, false);
    // What comes later on other pages comes with them.
    if (!this.hasMore) this.#paging.rows = [...this.rows, review];
    this.host.requestUpdate();
  }

  /** Takes a decision back; the address comes to hand, or leaves the list of decided ones. @throws ApiError as the API refuses. */
  async undo(id: number): Promise<Review> {
    const review = await this.#reached(
      answer<Review>(api['geocode-reviews'][':id'].undo.$post({ param: { id: String(id) } })),
    );
    this.#decided = this.#decided.filter((each) => each !== id);
    this.open = (this.open ?? 0) + 1;
    if (this.filter().state === 'decided') await this.#take(id, false);
    else this.#paging.rows = this.rows.toSpliced(this.at, 0, review);
    this.host.requestUpdate();
    return review;
  }

  async #take(id: number, renew: boolean): Promise<void> {
    this.#at = this.at;
    this.#paging.rows = this.rows.filter((row) => row.id !== id);
    if (renew || (this.rows.length === 0 && this.hasMore)) await this.#paging.renew();
  }

  async #reached<Body>(asked: Promise<Body>): Promise<Body> {
    try {
      return await asked;
    } catch (error) {
      if (error instanceof ApiError && error.status === 409) void this.#paging.renew();
      throw error;
    }
  }
}
