import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Matter } from '../../server/api/loop/schema.ts';
import { type Draft, isEmpty, newDraft } from '../state/draft.ts';
import { draftOwner } from '../state/draft-post.ts';
import { drafts } from '../state/drafts.ts';
import { JwElement } from './element.ts';
import { formSheet } from './form-styles.ts';
import { icon } from './icon.ts';
import './jw-draft-list.ts';
import './jw-report-form.ts';
import './jw-report-sent.ts';
import type { ReportReference } from './report-reference.ts';

/** Reporting from the first stroke to the code: the form, what waits for the network, and what came of it. The slot takes the map, `head` what stands above the form. */
@customElement('jw-reporting')
export class JwReporting extends JwElement {
  @property({ attribute: false }) reference!: ReportReference;
  /** The catalogue, for somebody who works here; null: for everybody. */
  @property({ attribute: false }) matters: readonly Matter[] | null = null;
  /** True: on the console, whose own map shows the place. */
  @property({ type: Boolean }) onConsole = false;
  /** True: no map could be drawn. */
  @property({ type: Boolean }) mapless = false;
  /** What is being written, or was sent last; null until the drafts were read. */
  @state() private draft: Draft | null = null;
  /** True while the draft of the form is being sent; the form stays where it is. */
  @state() private handing = false;
  #ends: (() => void)[] = [];

  static override styles = [
    formSheet,
    css`
      :host {
        display: grid;
        gap: var(--space-5);
      }
      .waiting {
        display: grid;
        gap: var(--space-4);
        padding: var(--space-5) var(--space-4);
        border: 1px dashed var(--ink-faint);
      }
      .waiting h2 .icon {
        vertical-align: -0.2em;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.#ends = [
      drafts.list.subscribe(() => this.#follow()),
      drafts.sending.subscribe(() => this.requestUpdate()),
      drafts.fleeting.subscribe(() => this.requestUpdate()),
    ];
    this.#follow();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const end of this.#ends) end();
  }

  override updated(changed: PropertyValues): void {
    const before = changed.get('draft') as Draft | null | undefined;
    // Where the form gave way to an answer, reading goes on there.
    if (before && this.draft && before.state !== this.draft.state && this.draft.state !== 'writing') {
      void this.updateComplete.then(() => this.#focusHeading());
    }
  }

  override render() {
    const { draft } = this;
    if (!draft) return nothing;
    const others = (drafts.list.value ?? []).filter(
      (one) => one.report_key !== draft.report_key && !(one.state === 'writing' && isEmpty(one)),
    );
    return html`
      ${draft.state === 'sent' ? this.sent(draft) : draft.state === 'waiting' && !this.handing ? this.waiting(draft) : this.form(draft)}
      <jw-draft-list
        .reference=${this.reference}
        .drafts=${others}
        ?hidden=${others.length === 0}
        ?sending=${drafts.sending.value}
        @jw-edit=${({ detail }: CustomEvent<string>) => this.open(detail)}
        @jw-look=${({ detail }: CustomEvent<string>) => this.open(detail)}
        @jw-forget=${({ detail }: CustomEvent<string>) => drafts.forget(detail)}
        @jw-send=${() => drafts.send()}
      ></jw-draft-list>
    `;
  }

  private form(draft: Draft): TemplateResult {
    const { place } = this.words.report;
    return html`<slot name="head"></slot><jw-report-form
      .reference=${this.reference}
      .matters=${this.matters}
      .draft=${draft}
      .placeLead=${this.onConsole ? place.consoleLead : ''}
      ?mapless=${this.mapless}
      ?busy=${this.handing}
      ?inert=${this.handing}
      ?fleeting=${drafts.fleeting.value}
      @jw-draft=${({ detail }: CustomEvent<Draft>) => this.keep(detail)}
      @jw-hand=${({ detail }: CustomEvent<Draft>) => this.hand(detail)}
      @jw-clear=${() => this.begin(draft)}
      ><slot></slot
    ></jw-report-form>`;
  }

  private sent(draft: Draft): TemplateResult {
    return html`<jw-report-sent
      .draft=${draft}
      ?onConsole=${this.onConsole}
      @jw-another=${() => this.begin(draft)}
    ></jw-report-sent>`;
  }

  private waiting({ report_key }: Draft): TemplateResult {
    const { drafts: words, sent } = this.words.report;
    const sending = drafts.sending.value;
    return html`<div class="waiting" role="status">
      <div class="heading">
        <h2 tabindex="-1">${icon(sending ? 'send' : 'cloudOff')} ${sending ? `${words.states.sending} …` : words.waiting}</h2>
        ${sending ? nothing : html`<p class="lead">${words.waitingNote}</p>`}
      </div>
      <div class="buttons">
        <button class="primary" type="button" ?disabled=${sending} @click=${() => drafts.send()}>${words.sendNow}</button>
        <button class="outlined" type="button" ?disabled=${sending} @click=${() => this.open(report_key)}>${words.edit}</button>
        <button class="outlined" type="button" ?disabled=${sending} @click=${() => this.begin(null)}>${sent.another}</button>
      </div>
    </div>`;
  }

  private keep(draft: Draft): void {
    this.draft = draft;
    void drafts.save(draft);
  }

  private async hand(draft: Draft): Promise<void> {
    this.handing = true;
    this.draft = { ...draft, state: 'waiting', fault: null };
    await drafts.hand(draft);
    this.handing = false;
    this.#follow();
  }

  /** A draft from the list goes into the form; what is in the form is kept already. */
  private async open(key: string): Promise<void> {
    const draft = await drafts.takeBack(key);
    if (draft) this.draft = draft;
    await this.updateComplete;
    this.scrollIntoView({ block: 'start' });
  }

  /** Begins the next report, and forgets one that is done with or thrown away. */
  private async begin(done: Draft | null): Promise<void> {
    this.draft = newDraft(draftOwner(), new Date());
    if (done) await drafts.forget(done.report_key);
  }

  /** Takes over what became of the draft, in this tab or another; begins with the one that was written on last. */
  #follow(): void {
    const list = drafts.list.value;
    if (!list || this.handing) return;
    if (!this.draft || this.draft.owner !== draftOwner()) {
      this.draft =
        list.find(({ state }) => state === 'writing' || state === 'refused') ?? newDraft(draftOwner(), new Date());
      return;
    }
    const kept = list.find(({ report_key }) => report_key === this.draft!.report_key);
    // While it is being typed the form knows better.
    if (kept && this.draft.state === 'waiting') this.draft = kept;
    this.requestUpdate();
  }

  #focusHeading(): void {
    const shown = this.renderRoot.querySelector('jw-report-sent')?.shadowRoot ?? this.renderRoot;
    shown.querySelector<HTMLElement>('h2')?.focus();
  }
}
