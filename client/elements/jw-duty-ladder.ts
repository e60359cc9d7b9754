import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ChainHolder, DutyBody, DutyRung, Missing, PostHistory } from '../../server/api/duty-chain/schema.ts';
import { answer, api } from '../api.ts';
import { formatCount } from '../format/number.ts';
import { formatDate } from '../format/time.ts';
import { JwElement } from './element.ts';
import { icon } from './icon.ts';
import { partStyles } from './part-styles.ts';
import { codeName, type Reference } from './reference.ts';
import { controlStyles, sheetStyles } from './styles.ts';

/** Without these nobody answers: they are said in amber, what else is not there in plain words. */
const needed: ReadonlySet<Missing> = new Set<Missing>(['grid_head', 'grid_worker', 'community_secretary']);

/** Who answers at a place, a rung a level from the door up to the district; deputies and hand-overs unfold. */
@customElement('jw-duty-ladder')
export class JwDutyLadder extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @property({ attribute: false }) rungs: readonly DutyRung[] = [];
  /** Who held a post before, by the holder who has it now; a text where it could not be read. */
  @state() private histories: ReadonlyMap<number, PostHistory['items'] | string> = new Map();

  static override styles = [
    sheetStyles,
    controlStyles,
    partStyles,
    css`
      .ladder {
        position: relative;
        padding-inline-start: 1.25rem;
      }
      /* The rail of the ladder, with a rung's dot for each level. */
      .ladder::before {
        content: '';
        position: absolute;
        inset: 0.75rem auto 0.75rem 0.28rem;
        border-inline-start: 1px solid var(--ink-faint);
      }
      .rung {
        position: relative;
        padding-bottom: var(--space-4);
      }
      .rung::before {
        content: '';
        position: absolute;
        inset-inline-start: -1.25rem;
        top: 0.4rem;
        inline-size: 0.6rem;
        block-size: 0.6rem;
        box-sizing: border-box;
        border: 1.5px solid var(--ink-soft);
        border-radius: 50%;
        background: var(--sheet);
      }
      .rung.held::before {
        background: var(--ink-soft);
      }
      .rung.gap::before {
        border-color: var(--amber);
        border-radius: 0;
        background: var(--sheet);
        rotate: 45deg;
      }
      .level {
        display: flex;
        gap: var(--space-2);
        align-items: baseline;
      }
      .level strong {
        font-weight: 600;
        overflow-wrap: anywhere;
      }
      .holder,
      .body {
        display: grid;
        grid-template-columns: 4.5em minmax(0, 1fr) auto;
        gap: 0 var(--space-3);
        align-items: baseline;
        padding-top: var(--space-1);
      }
      :host(:lang(en)) .holder,
      :host(:lang(en)) .body {
        grid-template-columns: 6.5em minmax(0, 1fr) auto;
      }
      .role {
        color: var(--ink-soft);
        overflow-wrap: anywhere;
      }
      .phone {
        display: inline-flex;
        align-items: center;
        min-block-size: 1.5rem;
        font-variant-numeric: tabular-nums;
        color: var(--ink-soft);
        white-space: nowrap;
      }
      a.phone {
        color: var(--accent);
      }
      .body .note {
        display: block;
      }
      .more {
        grid-column: 2 / -1;
        display: flex;
        flex-wrap: wrap;
        gap: 0 var(--space-4);
      }
      details[open] {
        flex: 1 0 100%;
      }
      summary {
        display: inline-block;
        min-block-size: 1.5rem;
        font-size: var(--type-1);
        line-height: 1.5rem;
        color: var(--accent);
        cursor: pointer;
      }
      .more li {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        gap: 0 var(--space-3);
        padding-block: 0.125rem;
        font-variant-numeric: tabular-nums;
      }
      .missing {
        display: flex;
        align-items: center;
        gap: 0.375rem;
        min-block-size: 1.75rem;
        color: var(--ink-soft);
      }
      .missing.needed {
        color: var(--amber);
        font-weight: 600;
      }
    `,
  ];

  override render() {
    return html`<ol class="ladder">${this.rungs.map((rung) => this.rung(rung))}</ol>`;
  }

  private rung(rung: DutyRung): TemplateResult {
    const { language } = this;
    const { kind, level, missing } = rung;
    const what =
      kind === 'area' ? codeName(this.reference, 'area-level', level ?? '', language) : this.words.chain.kind[kind];
    const gap = missing.some((one) => needed.has(one));
    return html`<li class="rung ${gap ? 'gap' : rung.holders.length > 0 ? 'held' : ''}">
      <p class="level"><span class="note">${what}</span><strong>${rung.name}</strong></p>
      ${rung.holders.map((holder) => this.holder(holder))}
      ${
        rung.property_company
          ? html`<div class="body"><span class="role">${this.words.chain.body.property_company}</span><span>${rung.property_company}</span></div>`
          : nothing
      }
      ${rung.bodies.map((body) => this.body(body))} ${this.departments(rung)}
      ${missing.map((one) => this.lacking(one))}
    </li>`;
  }

  private holder(holder: DutyRung['holders'][number]): TemplateResult {
    return html`<div class="holder">
      <span class="role">${this.roleName(holder)}</span>
      <span title=${this.words.area.since(this.day(holder.starts_on))}>${holder.name}</span>
      ${this.phone(holder)}
      <div class="more">${this.deputies(holder.deputies)} ${this.history(holder)}</div>
    </div>`;
  }

  private deputies(deputies: readonly ChainHolder[]): TemplateResult | typeof nothing {
    if (deputies.length === 0) return nothing;
    return html`<details>
      <summary>${this.words.chain.deputies(formatCount(deputies.length, this.language))}</summary>
      <ul>
        ${deputies.map((deputy) => html`<li><span>${deputy.name}</span>${this.phone(deputy)}</li>`)}
      </ul>
    </details>`;
  }

  private history({ id }: ChainHolder): TemplateResult {
    const { chain } = this.words;
    const known = this.histories.get(id);
    const open = (event: Event) => (event.target as HTMLDetailsElement).open && !known && void this.ask(id);
    return html`<details @toggle=${open}>
      <summary>${chain.history}</summary>
      ${
        typeof known === 'string'
          ? html`<p class="note" role="alert">${known}</p>`
          : known === undefined
            ? html`<p class="note">…</p>`
            : known.length < 2
              ? html`<p class="note">${this.words.area.since(this.day(known[0]?.starts_on ?? ''))} · ${chain.noHistory}</p>`
              : html`<ul>
                  ${known.map(
                    ({ name, starts_on, ends_on, note }) => html`<li>
                      <span>${name}</span>
                      <span class="note">${chain.tenure(this.day(starts_on), ends_on ? this.day(ends_on) : chain.now)}</span>
                      ${note ? html`<span class="note">${note}</span>` : nothing}
                    </li>`,
                  )}
                </ul>`
      }
    </details>`;
  }

  private body(body: DutyBody): TemplateResult {
    return html`<div class="body">
      <span class="role">${this.words.chain.body[body.kind]}</span>
      <span>${body.name}${body.head_name ? html`<span class="note">${body.head_name}</span>` : nothing}</span>
      ${this.phone(body)}
    </div>`;
  }

  private departments({ departments }: DutyRung): TemplateResult | typeof nothing {
    if (departments.length === 0) return nothing;
    const names = departments.map((department) => codeName(this.reference, 'department', department, this.language));
    return html`<div class="body">
      <span class="role">${this.words.chain.departments}</span><span>${names.join(this.words.chain.comma)}</span>
    </div>`;
  }

  private lacking(what: Missing): TemplateResult {
    const sure = needed.has(what);
    return html`<p class="missing ${sure ? 'needed' : ''}">${sure ? icon('warning') : nothing}${this.words.chain.missing[what] ?? what}</p>`;
  }

  /** A number in full can be called; a masked one cannot. */
  private phone({ phone }: Pick<ChainHolder, 'phone'>): TemplateResult {
    if (!phone) return html`<span></span>`;
    if (phone.includes('*')) return html`<span class="phone">${phone}</span>`;
    return html`<a class="phone" href="tel:${phone.replace(/[^\d+]/g, '')}">${phone}</a>`;
  }

  private roleName({ role, deputy_of }: ChainHolder): string {
    const name = codeName(this.reference, 'duty-role', role, this.language);
    return deputy_of === null ? name : `${name} · ${this.words.chain.deputy}`;
  }

  private day(day: string): string {
    return formatDate(day, { today: this.reference.deployment.today, language: this.language });
  }

  private async ask(id: number): Promise<void> {
    const found = await answer(api['duty-holders'][':id'].history.$get({ param: { id: String(id) } })).then(
      ({ items }) => items,
      (error: Error) => error.message,
    );
    this.histories = new Map(this.histories).set(id, found);
  }
}
