import { Task } from '@lit/task';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { DecidedReview, DecisionBody, Review, Synonym } from '../../server/api/geocode/schema.ts';
import type { LonLat } from '../../server/api/wire.ts';
import { answer, api } from '../api.ts';
import { JwElement } from '../elements/element.ts';
import { formSheet } from '../elements/form-styles.ts';
import '../elements/jw-page-head.ts';
import { bones, empty, failure, iconButton } from '../elements/parts.ts';
import { clockOf, type Reference } from '../elements/reference.ts';
import { skeletonStyles } from '../elements/styles.ts';
import { faultLine, Submission } from '../elements/submission.ts';
import type { JwReviewMap } from '../map/reviews/jw-review-map.ts';
import { formatSection, parseSection } from '../state/section.ts';
import { mayReview, session } from '../state/session.ts';
import { StoreController } from '../state/store-controller.ts';
import { themeOf } from '../theme/apply.ts';
import { MediaController } from './media-controller.ts';
import { referenceTask } from './reference-task.ts';
import './reviews/jw-review-card.ts';
import type { JwReviewCard } from './reviews/jw-review-card.ts';
import { decisionSentence } from './reviews/place-words.ts';
import { type ReviewState, reviewHead, reviewStates } from './reviews/review-head.ts';
import { pressed, type ReviewCommand } from './reviews/review-keys.ts';
import { ReviewQueue } from './reviews/review-queue.ts';
import { reviewRows } from './reviews/review-rows.ts';
import { reviewsStyles } from './reviews/review-styles.ts';

/** What was done to the address before, until the next is decided on. */
interface Told {
  text: string;
  undo: boolean;
}

/** Addresses that could not be placed for sure: one after the other is decided on, by keys alone or on the map, and taken back. */
@customElement('jw-reviews')
export class JwReviews extends JwElement {
  @state() private address = parseSection(location.hash);
  @state() private told: Told | null = null;
  @state() private taught: Synonym | null = null;
  @state() private pin: LonLat | null = null;
  @state() private moving = false;
  @state() private teaching = false;
  @state() private helping = false;
  @state() private mapless = false;
  @state() private looked = -1;
  @query('jw-review-card') private card!: JwReviewCard | null;
  @query('jw-review-map') private map!: JwReviewMap | null;
  #view = new StoreController(this, (view) => view);
  #dark = new MediaController(this, '(prefers-color-scheme: dark)');
  #wide = new MediaController(this, '(min-width: 900px)');
  #reference = referenceTask(this);
  #deciding = new Submission(this);
  #queue = new ReviewQueue(this, () => ({
    area_code: this.area,
    state: this.listed,
    batch_id: this.batch,
  }));
  #areaName = new Task(this, {
    args: () => [this.area] as const,
    task: async ([area_code], { signal }) =>
      area_code
        ? (await answer(api.areas[':area_code'].$get({ param: { area_code } }, { init: { signal } }))).area.name
        : '',
  });
  private begun = false;
  /** The places on the map, the same list for as long as the same address is in hand. */
  #places: { of: Review | null; places: readonly LonLat[] } = { of: null, places: [] };

  static override styles = [formSheet, skeletonStyles, ...reviewsStyles];

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('hashchange', this.read);
    window.addEventListener('keydown', this.press);
    this.begin();
    // The map's code, which is the largest part by far, comes when the words already stand.
    void import('../map/reviews/jw-review-map.ts').catch(() => {
      this.mapless = true;
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('hashchange', this.read);
    window.removeEventListener('keydown', this.press);
  }

  override willUpdate(): void {
    this.begin();
  }

  /** Asks once it is known where. */
  private begin(): void {
    if (this.begun || !this.area || !mayReview()) return;
    this.begun = true;
    void this.#queue.restart();
  }

  override updated(): void {
    document.title = this.words.page.title(this.words.reviews.title);
    const row = this.renderRoot.querySelector('.rows [aria-current="true"]');
    if (this.#wide.matches) row?.scrollIntoView({ block: 'nearest' });
  }

  override render() {
    const { words } = this;
    return html`
      <header><jw-page-head .heading=${words.reviews.title}></jw-page-head></header>
      ${
        mayReview()
          ? this.#reference.render({
              pending: () => html`<main>${bones(12, true)}</main>`,
              error: (error) => html`<main>${failure(error, words, () => this.#reference.run())}</main>`,
              complete: (reference) => this.content(reference),
            })
          : html`<main><div class="hand">${empty(words.access.noAdministration)}</div></main>`
      }
    `;
  }

  private content(reference: Reference): TemplateResult {
    const { reviews } = this.words;
    return html`<main
      @jw-review-command=${({ detail }: CustomEvent<ReviewCommand>) => this.carryOut(detail)}
      @jw-review-taught=${this.teach}
    >
      <section class="list" aria-label=${reviews.list}>
        ${this.head()} ${reviewRows(this.#queue, clockOf(reference, this.language), this.words, this.choose)}
      </section>
      <section class="hand" aria-label=${reviews.title}>${this.hand(reference)}</section>
      <section class="stage" aria-label=${reviews.map}>
        ${
          this.mapless
            ? html`<p class="note">${reviews.mapless}</p>`
            : html`<jw-review-map
                .deployment=${reference.deployment}
                .theme=${themeOf(this.#view.value.theme, this.#dark.matches)}
                .places=${this.places}
                .pin=${this.pin}
                .asking=${this.moving}
                @jw-map-place=${({ detail }: CustomEvent<LonLat>) => this.pointed(detail)}
                @jw-map-candidate=${({ detail }: CustomEvent<number>) => {
                  this.looked = detail;
                }}
                @jw-map-error=${() => {
                  this.mapless = true;
                }}
              ></jw-review-map>`
        }
      </section>
    </main>`;
  }

  private head(): TemplateResult {
    const { rest } = this.address;
    return reviewHead({
      listed: this.listed,
      open: this.#queue.open,
      home: this.home,
      areaName: this.#areaName.value ?? '',
      batch: this.batch,
      rest,
      link: (state, kept) => this.link(state, kept),
      choose: (area_code) => {
        location.hash = this.link(this.listed, { ...rest, area_code });
      },
      speech: { words: this.words, language: this.language },
    });
  }

  private hand(reference: Reference): TemplateResult {
    const { words } = this;
    const { reviews } = words;
    const { current, state, undoable } = this.#queue;
    return html`
      <div class="bar">
        <div class="told" role="status">
          ${this.told?.text}
          ${
            this.told?.undo
              ? html`<button class="link" ?disabled=${this.#deciding.busy} @click=${() => this.carryOut({ do: 'undo' })}>
                  ${reviews.undo} <kbd aria-hidden="true">U</kbd>
                </button>`
              : nothing
          }
        </div>
        ${iconButton('up', `${reviews.previous} (K)`, () => this.carryOut({ do: 'previous' }))}
        ${iconButton('down', `${reviews.next} (J)`, () => this.carryOut({ do: 'next' }))}
        ${iconButton('help', `${reviews.help} (?)`, () => this.carryOut({ do: 'help' }))}
      </div>
      ${this.helping ? html`<dl class="keys">${reviews.keyList.map(([key, text]) => html`<dt><kbd>${key}</kbd></dt><dd>${text}</dd>`)}</dl>` : nothing}
      ${faultLine(this.#deciding, words)}
      ${
        current
          ? html`<jw-review-card
              .review=${current}
              .clock=${clockOf(reference, this.language)}
              .busy=${this.#deciding.busy}
              .undoable=${undoable !== null}
              .moving=${this.moving}
              .pinned=${this.pin !== null}
              .teaching=${this.teaching}
              .taught=${this.taught}
              .looked=${this.looked}
            ></jw-review-card>`
          : state === 'done'
            ? empty(this.listed === 'decided' ? reviews.noneDecided : this.batch ? reviews.noneOfImport : reviews.none)
            : state === 'pending'
              ? bones(8, true)
              : nothing
      }
    `;
  }

  private get places(): readonly LonLat[] {
    const { current } = this.#queue;
    if (this.#places.of === current) return this.#places.places;
    const chosen = current?.chosen ? [current.chosen.place] : [];
    const places = current?.decision ? chosen : (current?.candidates.map(({ place }) => place) ?? []);
    this.#places = { of: current, places };
    return places;
  }

  private get listed(): ReviewState {
    return reviewStates.find((each) => each === this.address.section) ?? 'open';
  }

  /** The first area that the caller arranges: where the page begins. */
  private get home(): string {
    const own = session.caller?.rights.arrange?.find(Boolean) ?? session.caller?.grants[0]?.area_code;
    // A duty over everything has no area of its own: the page begins at the top of the deployment.
    return own || (this.#reference.value?.deployment.root?.area_code ?? '');
  }

  private get area(): string {
    return this.address.rest.area_code || this.home;
  }

  /** The import whose addresses alone are asked for; a link from elsewhere may name it before the hash. */
  private get batch(): string | undefined {
    const named = this.address.rest.batch ?? new URLSearchParams(location.search).get('batch') ?? '';
    return /^\d{1,9}$/.test(named) ? named : undefined;
  }

  private link(section: ReviewState, rest: Readonly<Record<string, string>>): string {
    const { theme, language } = this.#view.value;
    return formatSection({ section, theme, language, rest });
  }

  private press = (event: KeyboardEvent): void => {
    const command = pressed(event, this.pin !== null);
    if (!command) return;
    event.preventDefault();
    this.carryOut(command);
  };

  private carryOut(command: ReviewCommand): void {
    const { current, at } = this.#queue;
    const open = current?.decision === null ? current : null;
    if (command.do === 'next') this.go(at + 1);
    else if (command.do === 'previous') this.go(at - 1);
    else if (command.do === 'help') this.helping = !this.helping;
    else if (command.do === 'escape') this.letGo();
    else if (command.do === 'undo') void this.undo();
    else if (open) this.settle(open, command);
  }

  /** What only an open address can be told. */
  private settle(open: Review, command: ReviewCommand): void {
    const taught = this.taught && { synonym: this.taught };
    switch (command.do) {
      case 'accept':
        if (open.candidates[command.candidate])
          void this.decide(open, { decision: 'accepted', candidate: command.candidate, ...taught });
        break;
      case 'put':
        if (this.pin) void this.decide(open, { decision: 'placed', other: { place: this.pin }, ...taught });
        break;
      case 'nowhere':
        if (this.taught) this.say(this.words.reviews.teaching.noPlace);
        else void this.decide(open, { decision: 'no_place' });
        break;
      case 'skip':
        void this.skip(open);
        break;
      case 'teach':
        this.teaching = true;
        break;
      case 'move':
        this.moving = true;
        this.map?.takeKeys();
    }
  }

  private go(at: number): void {
    this.clear();
    this.#queue.go(at);
  }

  private readonly choose = (at: number): void => {
    this.go(at);
    this.face();
  };

  /** Puts the reader at the address in hand; on a narrow screen it may be far above. */
  private face(): void {
    void this.card?.takeFocus();
    if (!this.#wide.matches) this.renderRoot.querySelector('.hand')?.scrollIntoView();
  }

  /** The innermost thing that is begun is given up. */
  private letGo(): void {
    if (this.helping) this.helping = false;
    else if (this.pin) this.pin = null;
    else if (this.moving) this.moving = false;
    else if (this.teaching) this.teaching = false;
    else this.taught = null;
    this.face();
  }

  /** Nothing that was begun for one address is left for the next. */
  private clear(): void {
    this.#deciding.clear();
    this.taught = null;
    this.pin = null;
    this.moving = false;
    this.teaching = false;
    this.looked = -1;
  }

  private say(text: string, undo = false): void {
    this.told = { text, undo };
  }

  /** A place that was asked for is settled at once; another only by a second press, as a map is easily touched. */
  private pointed(place: LonLat): void {
    const { current } = this.#queue;
    if (current?.decision !== null) return;
    this.pin = place;
    if (this.moving) this.carryOut({ do: 'put' });
    else this.face();
  }

  private teach = ({ detail }: CustomEvent<Synonym | null>): void => {
    this.taught = detail;
    this.teaching = false;
    this.face();
  };

  private async decide(review: Review, body: DecisionBody): Promise<void> {
    let settled: DecidedReview | undefined;
    const done = await this.#deciding.run(async () => {
      settled = await this.#queue.decide(review.id, body);
    });
    if (!done || !settled) {
      // What was refused about the name is put right in the form.
      if (this.#deciding.field?.startsWith('synonym')) this.teaching = true;
      return;
    }
    this.say(decisionSentence(settled, this.words, this.language), true);
    this.clear();
    this.face();
  }

  private async skip(review: Review): Promise<void> {
    if (!(await this.#deciding.run(() => this.#queue.skip(review)))) return;
    this.say(this.words.reviews.skipped(review.text));
    this.clear();
    this.face();
  }

  private async undo(): Promise<void> {
    const { undoable } = this.#queue;
    if (undoable === null) {
      this.say(this.words.reviews.nothingToUndo);
      return;
    }
    let review: Review | undefined;
    const done = await this.#deciding.run(async () => {
      review = await this.#queue.undo(undoable);
    });
    if (!done || !review) return;
    this.clear();
    this.say(this.words.reviews.undone(review.text));
    this.face();
  }

  private read = (): void => {
    this.address = parseSection(location.hash);
    this.told = null;
    this.clear();
    void this.#queue.restart();
  };
}
