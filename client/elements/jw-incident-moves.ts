import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { EventKind, IncidentDetail } from '../../server/api/incidents/schema.ts';
import type { LoopReference } from '../../server/api/loop/schema.ts';
import { JwElement } from './element.ts';
import { isStale, sendEvent } from './event-sending.ts';
import { formSheet } from './form-styles.ts';
import { icon } from './icon.ts';
import { instantMoves, offeredMoves } from './incident-moves.ts';
import './jw-move-form.ts';
import type { JwMoveForm } from './jw-move-form.ts';
import type { Reference } from './reference.ts';
import { faultLine, Submission } from './submission.ts';

/**
 * What the reader can do with an incident: the likeliest move as the one large button, the rest folded away, each with its small form.
 * @fires jw-incident with the incident as it is after a move (IncidentDetail).
 * @fires jw-incident-stale when somebody was quicker.
 */
@customElement('jw-incident-moves')
export class JwIncidentMoves extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @property({ attribute: false }) detail!: IncidentDetail;
  /** Null: it did not come; the moves can be made all the same. */
  @property({ attribute: false }) loop: LoopReference | null = null;
  @state() private open: EventKind | null = null;
  @state() private unfolded = false;
  /** What the open move was called when it was begun. */
  @state() private openedAs = '';
  @query('jw-move-form') private form!: JwMoveForm | null;
  #sending = new Submission(this);

  static override styles = [
    formSheet,
    css`
      :host {
        margin-top: var(--space-4);
      }
      .rest {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
        margin-top: var(--space-3);
      }
      .rest button[aria-pressed='true'] {
        font-weight: 600;
      }
      .sheet {
        margin-top: var(--space-4);
        padding-top: var(--space-3);
        border-block-start: 2px solid var(--ink);
      }
      .sheet h4 {
        margin: 0 0 var(--space-2);
        font-size: var(--type-3);
        font-weight: 600;
      }
      .fault {
        margin-top: var(--space-3);
      }
      .turned .icon {
        rotate: 180deg;
      }
    `,
  ];

  /** True: something was filled in that would be lost by showing another version. */
  get dirty(): boolean {
    return this.form?.dirty ?? false;
  }

  /** Closes the form, as when another incident is shown. */
  close(): void {
    this.open = null;
    this.unfolded = false;
    this.#sending.clear();
  }

  override render() {
    const { moves: words } = this.words.loop;
    const { status } = this.detail.incident;
    const { first, rest } = offeredMoves(status, this.detail.moves);
    if (!first && rest.length === 0 && !this.open) return html`<p class="note">${words.none}</p>`;
    const unfolded = this.unfolded || !first;
    return html`
      <div class="buttons" role="group" aria-label=${words.name}>
        ${first && first !== this.open ? this.button(first, 'primary') : nothing}
        ${first && rest.length ? this.unfold() : nothing}
      </div>
      ${unfolded && rest.length ? html`<div class="rest">${rest.map((kind) => this.button(kind, 'outlined'))}</div>` : nothing}
      ${faultLine(this.#sending, this.words)} ${this.sheet()}
    `;
  }

  private button(kind: EventKind, look: 'primary' | 'outlined'): TemplateResult {
    return html`<button
      class=${look}
      aria-pressed=${look === 'outlined' ? this.open === kind : nothing}
      ?disabled=${this.#sending.busy}
      @click=${() => this.press(kind)}
    >
      ${this.label(kind)}
    </button>`;
  }

  /** Bringing back what was merged or withdrawn is called by what it undoes. */
  private label(kind: EventKind): string {
    const { moves: words } = this.words.loop;
    const { status } = this.detail.incident;
    if (kind === 'reopened' && (status === 'merged' || status === 'withdrawn')) return words.undo[status];
    if (kind === 'dispatched' && status === 'dispatched') return words.again_dispatched;
    return words.label[kind] ?? kind;
  }

  private unfold(): TemplateResult {
    const { moves: words } = this.words.loop;
    return html`<button
      class="quiet ${this.unfolded ? 'turned' : ''}"
      aria-expanded=${this.unfolded}
      @click=${() => {
        this.unfolded = !this.unfolded;
      }}
    >
      ${this.unfolded ? words.less : words.more}${icon('chevronDown')}
    </button>`;
  }

  private sheet(): TemplateResult | typeof nothing {
    const kind = this.open;
    if (!kind) return nothing;
    const close = () => {
      this.open = null;
    };
    return html`<div class="sheet">
      <h4>${this.openedAs}</h4>
      <jw-move-form
        .reference=${this.reference}
        .detail=${this.detail}
        .loop=${this.loop}
        .kind=${kind}
        .label=${this.openedAs}
        @jw-incident=${close}
        @jw-cancel=${close}
      ></jw-move-form>
    </div>`;
  }

  private async press(kind: EventKind): Promise<void> {
    this.#sending.clear();
    if (!instantMoves.has(kind)) {
      // Another form is another element: what was typed for one move is not meant for the next.
      if (this.open && this.open !== kind) {
        this.open = null;
        await this.updateComplete;
      }
      this.openedAs = this.label(kind);
      this.open = kind;
      return;
    }
    const done = await this.#sending.run(async () => {
      this.emit('jw-incident', await sendEvent(this.detail.incident, { kind }));
    });
    if (done) this.open = null;
    else if (isStale(this.#sending.fault)) this.emit('jw-incident-stale');
  }
}
