import { html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { DecidedReview, DecisionBody, Review, Synonym } from '../../server/api/geocode/schema.ts';
import type { LonLat } from '../../server/api/wire.ts';
import { JwElement } from '../elements/element.ts';
import { formSheet } from '../elements/form-styles.ts';
import '../elements/jw-page-head.ts';
import { Paging } from '../elements/paging.ts';
import { bones, empty, failure, heading } from '../elements/parts.ts';
import { clockOf, type Reference } from '../elements/reference.ts';
import { skeletonStyles } from '../elements/styles.ts';
import { faultLine, Submission } from '../elements/submission.ts';
import { formatCount } from '../format/number.ts';
import { formatPlace } from '../format/place.ts';
import { formatMoment } from '../format/time.ts';
import { AddressController } from '../state/address-controller.ts';
import { may, mayImport, session } from '../state/session.ts';
import { StoreController } from '../state/store-controller.ts';
import { themeOf } from '../theme/apply.ts';
import { isTyping } from './focus.ts';
import { readingStyles } from './reading-styles.ts';
import { referenceTask } from './reference-task.ts';
import { decide, listReviews, putOff, takeBack } from './reviews/ask.ts';
import './reviews/jw-teach-name.ts';
import type { JwTeachName } from './reviews/jw-teach-name.ts';
import { reviewCommand } from './reviews/keys.ts';
import { reviewStyles } from './reviews/review-styles.ts';

const tabs = ['open', 'decided'] as const;
type Tab = (typeof tabs)[number];

/** Addresses whose place is doubtful, decided one after the other, by keys alone if one likes. */
@customElement('jw-reviews')
export class JwReviews extends JwElement {
  /** The one in hand, by its number; the first where it is not among the rows. */
  @state() private chosen = 0;
  /** A place of the map that was clicked for it. */
  @state() private spot: LonLat | null = null;
  @state() private teaching = false;
  @state() private taught: Synonym | null = null;
  @state() private told: { text: string; undo?: number } | null = null;
  @state() private mapless = false;
  @query('jw-teach-name') private teacher!: JwTeachName | null;
  #view = new StoreController(this, (view) => view);
  #dark = matchMedia('(prefers-color-scheme: dark)');
  #address = new AddressController(this, () => this.restart());
  #reference = referenceTask(this);
  #work = new Submission(this);
  #rows = new Paging<Review>(this, (page, signal) =>
    listReviews({ area_code: this.area, state: this.tab, batch_id: this.batch }, page, signal),
  );

  static override styles = [formSheet, skeletonStyles, readingStyles, reviewStyles];

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('keydown', this.press);
    // The map's code, which is the largest part by far, comes when the page already stands.
    void import('../map/imports/jw-import-map.ts').catch(() => {
      this.mapless = true;
    });
    this.restart();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('keydown', this.press);
  }

  override updated(): void {
    document.title = this.words.page.title(this.words.reviews.title);
  }

  override render() {
    const { words } = this;
    return html`
      <header><jw-page-head .heading=${words.reviews.title}></jw-page-head></header>
      <div class="scroll">
        <main>
          ${
            this.allowed
              ? this.#reference.render({
                  pending: () => bones(14, true),
                  error: (error) => failure(error, words, () => this.#reference.run()),
                  complete: (reference) => this.content(reference),
                })
              : empty(words.reviews.noRight)
          }
        </main>
      </div>
    `;
  }

  private content(reference: Reference) {
    const { words } = this;
    const { reviews } = words;
    const { rows, state, error, hasMore } = this.#rows;
    const waiting = state === 'pending' && rows.length === 0;
    return html`
      ${heading('', reviews.title, reviews.lead)}
      <nav aria-label=${reviews.tabsLabel}>
        ${tabs.map((tab) => html`<a href=${this.#address.link({ section: tab, rest: this.#address.rest })} aria-current=${tab === this.tab}>${reviews.tabs[tab]}</a>`)}
        ${this.ofBatch()}
      </nav>
      <div class="told" role="status">
        ${this.told?.text}
        ${this.told?.undo === undefined ? nothing : html`<button class="outlined" type="button" ?disabled=${this.#work.busy} @click=${this.undo}>${reviews.undo} <kbd>U</kbd></button>`}
      </div>
      ${faultLine(this.#work, words)} ${waiting ? bones(10) : nothing}
      ${state === 'error' ? failure(error, words, () => this.#rows.more()) : nothing}
      ${
        this.tab === 'decided'
          ? html`<ul>${rows.map((review) => this.past(review, reference))}</ul>`
          : this.hand
            ? this.desk(this.hand, reference)
            : nothing
      }
      ${state === 'done' && rows.length === 0 ? empty(this.tab === 'open' ? reviews.none : reviews.noneDecided) : nothing}
      ${hasMore && state === 'done' ? html`<button class="outlined" type="button" @click=${() => this.#rows.more()}>${words.common.more}</button>` : nothing}
    `;
  }

  /** Of which import the addresses are, and the way back to it. */
  private ofBatch() {
    const { reviews } = this.words;
    const { batch } = this;
    if (batch === undefined) return nothing;
    const back = `/imports${this.#address.link({ section: '', rest: { id: batch } })}`;
    return html`<span class="batch">
      ${reviews.ofBatch(batch)} <a href=${this.#address.link({ rest: {} })}>${reviews.allBatches}</a>
      ${mayImport() ? html`<a href=${back}>${reviews.backToBatch}</a>` : nothing}
    </span>`;
  }

  private desk(hand: Review, reference: Reference) {
    const { reviews } = this.words;
    const { rows, hasMore } = this.#rows;
    const count = `${formatCount(rows.length, this.language)}${hasMore ? '+' : ''}`;
    return html`<div class="desk">
        <section class="waiting" tabindex="0" aria-label=${reviews.list}>
          <p class="note">${reviews.left(count)}</p>
          ${rows.map((review) => html`<button type="button" aria-current=${review.id === hand.id} @click=${() => this.take(review.id)}>${review.text}</button>`)}
        </section>
        <section class="hand">
          <h3 class="typed">${hand.text}</h3>
          ${this.candidates(hand)} ${this.acts()}
          ${
            this.teaching
              ? html`<jw-teach-name .review=${hand} @jw-taught=${({ detail }: CustomEvent<Synonym | null>) => {
                  this.taught = detail;
                }}></jw-teach-name>`
              : nothing
          }
        </section>
        <section class="where">${this.map(hand, reference)}</section>
      </div>
      <p class="note keys">${reviews.keys}</p>`;
  }

  private candidates({ candidates }: Review) {
    const { reviews } = this.words;
    if (candidates.length === 0) return html`<p class="note">${reviews.noCandidates}</p>`;
    return html`<div class="candidates" role="group" aria-label=${reviews.candidates}>
      ${candidates.map(
        (
          { name, address, level, confidence },
          at,
        ) => html`<button type="button" ?disabled=${this.#work.busy} @click=${() => this.choose(at)}>
          <kbd>${at + 1}</kbd>
          <span>${address || name}</span>
          <span class="figure">${reviews.sure(String(Math.round(confidence * 100)))}</span>
          <span class="note">${reviews.levels[level] ?? reviews.area}${name && name !== address ? ` · ${name}` : ''}</span>
        </button>`,
      )}
    </div>`;
  }

  private acts() {
    const { reviews } = this.words;
    const busy = this.#work.busy;
    return html`<div class="buttons">
      <button class="outlined" type="button" ?disabled=${busy} @click=${() => this.settle({ decision: 'no_place' })}>${reviews.noPlace} <kbd>N</kbd></button>
      <button class="outlined" type="button" ?disabled=${busy} @click=${this.skip}>${reviews.skip} <kbd>S</kbd></button>
      <button class="outlined" type="button" aria-expanded=${this.teaching} @click=${this.teach}>${reviews.teach} <kbd>T</kbd></button>
    </div>`;
  }

  private map({ candidates }: Review, { deployment }: Reference) {
    const { reviews } = this.words;
    if (this.mapless) return html`<p class="note">${reviews.mapless}</p>`;
    const places = candidates.map(({ place }, at) => drawn(place, String(at + 1)));
    if (this.spot) places.push(drawn(this.spot, '×'));
    return html`<jw-import-map
        .deployment=${deployment}
        .theme=${themeOf(this.#view.value.theme, this.#dark.matches)}
        .label=${reviews.map}
        .places=${places}
        @jw-map-place=${({ detail }: CustomEvent<LonLat>) => {
          this.spot = detail;
        }}
        @jw-map-error=${() => {
          this.mapless = true;
        }}
      ></jw-import-map>
      ${
        this.spot
          ? html`<button class="primary" type="button" ?disabled=${this.#work.busy} @click=${this.place}>${reviews.place}</button>
              <p class="note figure">${reviews.placed(formatPlace(this.spot))}</p>`
          : html`<p class="note">${reviews.mapHint}</p>`
      }`;
  }

  private past(review: Review, reference: Reference) {
    const { reviews } = this.words;
    const { decision, chosen, decided_by, decided_at, text, id } = review;
    const name = chosen && 'address' in chosen ? chosen.address || chosen.name : '';
    const when = decided_at ? formatMoment(decided_at, clockOf(reference, this.language)) : '';
    return html`<li class="past">
      <span>${decision ? reviews.told[decision](text, name) : text}</span>
      <span class="note">${reviews.by(decided_by ?? '—', when)}</span>
      <button class="outlined" type="button" ?disabled=${this.#work.busy} @click=${() => this.takeBack(id, text)}>${reviews.undo}</button>
    </li>`;
  }

  private get allowed(): boolean {
    return may('arrange') || mayImport();
  }

  private get tab(): Tab {
    return this.#address.section === 'decided' ? 'decided' : 'open';
  }

  private get batch(): string | undefined {
    const { batch } = this.#address.rest;
    return batch && /^\d{1,9}$/.test(batch) ? batch : undefined;
  }

  /** Where the caller decides: a duty over everything begins at the top of the deployment. */
  private get area(): string {
    const own = session.caller?.grants[0]?.area_code ?? '';
    return own || (this.#reference.value?.deployment.root?.area_code ?? '');
  }

  private get hand(): Review | undefined {
    const { rows } = this.#rows;
    return rows.find(({ id }) => id === this.chosen) ?? rows[0];
  }

  private restart(): void {
    this.told = null;
    this.#work.clear();
    if (this.allowed && this.area) void this.#rows.restart();
  }

  override willUpdate(): void {
    // A duty over everything has no area of its own: that comes with the reference.
    if (this.allowed && this.area && !this.#asked) {
      this.#asked = true;
      void this.#rows.restart();
    }
  }
  #asked = false;

  private take(id: number): void {
    this.chosen = id;
    this.spot = null;
    this.taught = null;
    this.teaching = false;
  }

  private choose(candidate: number): void {
    const hand = this.hand;
    if (!hand?.candidates[candidate]) return;
    const synonym = this.taught;
    void this.settle({ decision: 'accepted', candidate, ...(synonym && { synonym }) });
  }

  private place = (): void => {
    if (!this.spot) return;
    const synonym = this.taught;
    void this.settle({ decision: 'placed', other: { place: this.spot }, ...(synonym && { synonym }) });
  };

  private async settle(body: DecisionBody): Promise<void> {
    const hand = this.hand;
    if (!hand || this.tab !== 'open') return;
    let decided: DecidedReview | undefined;
    const done = await this.#work.run(async () => {
      decided = await decide(hand.id, body);
    });
    if (!done || !decided) return;
    const { told, rematched } = this.words.reviews;
    const chosen = body.decision === 'accepted' ? hand.candidates[body.candidate] : undefined;
    const more = decided.rematched > 0 ? rematched(formatCount(decided.rematched, this.language)) : '';
    this.told = { text: told[body.decision](hand.text, chosen?.address || chosen?.name || '') + more, undo: hand.id };
    this.follow(hand.id);
    await this.#rows.renew();
  }

  /** The next one comes into hand. */
  private follow(id: number): void {
    const { rows } = this.#rows;
    const at = rows.findIndex((row) => row.id === id);
    this.take((rows[at + 1] ?? rows[at - 1])?.id ?? 0);
  }

  private skip = async (): Promise<void> => {
    const hand = this.hand;
    if (!hand || !(await this.#work.run(() => putOff(hand.id)))) return;
    this.told = { text: this.words.reviews.told.skipped(hand.text) };
    this.follow(hand.id);
    await this.#rows.renew();
  };

  private undo = (): void => {
    const id = this.told?.undo;
    if (id !== undefined) void this.takeBack(id);
  };

  private async takeBack(id: number, text?: string): Promise<void> {
    let reopened: Review | undefined;
    const done = await this.#work.run(async () => {
      reopened = await takeBack(id);
    });
    if (!done) return;
    this.told = { text: this.words.reviews.told.undone(text ?? reopened!.text) };
    await this.#rows.renew();
    if (this.tab === 'open') this.take(id);
  }

  private teach = async (): Promise<void> => {
    this.teaching = !this.teaching;
    this.taught = null;
    await this.updateComplete;
    await this.teacher?.updateComplete;
    this.teacher?.focus();
  };

  private press = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing || this.tab !== 'open') return;
    const command = reviewCommand(event, isTyping(event));
    // A control that has the focus has Enter for itself.
    const pressed = event.key === 'Enter' && event.composedPath()[0] !== document.body;
    if (!command || pressed || !(this.hand || command.do === 'undo')) return;
    event.preventDefault();
    if (command.do === 'choose') this.choose(command.candidate);
    else if (command.do === 'move') this.move(command.by);
    else if (command.do === 'noPlace') void this.settle({ decision: 'no_place' });
    else if (command.do === 'skip') void this.skip();
    else if (command.do === 'undo') this.undo();
    else if (command.do === 'teach') void this.teach();
    else if (command.do === 'place') this.place();
    else (event.composedPath()[0] as HTMLElement).blur();
  };

  private move(by: 1 | -1): void {
    const { rows } = this.#rows;
    const at = rows.findIndex(({ id }) => id === this.hand?.id) + by;
    const next = rows[at];
    if (next) this.take(next.id);
  }
}

const drawn = (place: LonLat, label: string) => ({ place, label, shape: { type: 'Point', coordinates: place } });
