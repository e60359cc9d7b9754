import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ListedBody } from '../../../server/api/duty-chain/schema.ts';
import type { AreaSummary } from '../../../server/api/wire.ts';
import { answer, api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { icon } from '../../elements/icon.ts';
import { Paging } from '../../elements/paging.ts';
import { bones, empty, failure, heading } from '../../elements/parts.ts';
import type { Reference } from '../../elements/reference.ts';
import { registerStyles } from '../../elements/register-styles.ts';
import { skeletonStyles } from '../../elements/styles.ts';
import { session } from '../../state/session.ts';
import './jw-body-form.ts';
import './jw-body-history.ts';
import { rosterStyles } from './roster-styles.ts';

/** The Party's branches and groups, owners' committees and property companies of an area: a table that is edited in place. */
@customElement('jw-duty-bodies')
export class JwDutyBodies extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @property({ attribute: false }) area!: AreaSummary;
  /** Number of the body whose form is open; 0: a new one's; null: none. */
  @state() private editing: number | null = null;
  /** Number of the body whose history is open; null: none. */
  @state() private told: number | null = null;
  #bodies = new Paging<ListedBody>(this, (page, signal) => {
    const query = { area_code: this.area.area_code, limit: '100', page };
    return answer(api['duty-bodies'].$get({ query }, { init: { signal } }));
  });

  static override styles = [formSheet, skeletonStyles, registerStyles, rosterStyles];

  override willUpdate(changed: Map<string, unknown>): void {
    const before = changed.get('area') as AreaSummary | undefined;
    if (!changed.has('area') || before?.area_code === this.area.area_code) return;
    this.editing = null;
    this.told = null;
    void this.#bodies.restart();
  }

  override render() {
    const { words } = this;
    const { rows, state: progress, error, hasMore } = this.#bodies;
    const adding = this.editing === 0;
    return html`
      <div class="bar">
        ${heading(this.area.name, words.chain.sections.bodies, words.chain.bodiesLead)}
        ${this.arranges(this.area.area_code) && !adding ? html`<button class="primary" @click=${() => this.edit(0)}>${icon('plus')}${words.chain.addBody}</button>` : nothing}
      </div>
      ${adding ? html`<div class="new">${this.form(null)}</div>` : nothing}
      ${rows.length > 0 ? this.table(rows) : nothing}
      ${progress === 'pending' && rows.length === 0 ? bones(10) : nothing}
      ${progress === 'error' ? failure(error, words, () => this.#bodies.more()) : nothing}
      ${progress === 'done' && rows.length === 0 && !adding ? empty(words.chain.noBodies) : nothing}
      ${hasMore && progress === 'done' ? html`<button class="outlined more" @click=${() => this.#bodies.more()}>${words.common.more}</button>` : nothing}
    `;
  }

  private table(rows: readonly ListedBody[]): TemplateResult {
    const { field } = this.words.chain;
    return html`<table class="register">
      <thead>
        <tr>
          <th scope="col">${field.place}</th>
          <th scope="col">${field.kind}</th>
          <th scope="col">${field.bodyName}</th>
          <th scope="col">${field.head}</th>
          <th scope="col">${field.phone}</th>
          <th scope="col"></th>
        </tr>
      </thead>
      <tbody>${rows.map((body) => this.row(body))}</tbody>
    </table>`;
  }

  private row(body: ListedBody): TemplateResult {
    if (this.editing === body.id) return html`<tr><td class="form" colspan="6">${this.form(body)}</td></tr>`;
    const { chain } = this.words;
    const told = this.told === body.id;
    return html`<tr>
      <td>${body.place}</td>
      <td>${chain.body[body.kind]}</td>
      <td><span class="name">${body.name}</span>${body.note ? html` <span class="note">${body.note}</span>` : nothing}</td>
      <td>${body.head_name ?? ''}</td>
      <td class="phone">${body.phone ?? ''}</td>
      <td><div class="acts">${this.acts(body)}</div></td>
    </tr>
    ${
      told
        ? html`<tr><td class="form" colspan="6"><jw-body-history .reference=${this.reference} .body=${body.id}></jw-body-history></td></tr>`
        : nothing
    }`;
  }

  private acts({ id, name, area_code }: ListedBody): TemplateResult {
    const { chain } = this.words;
    const tell = () => {
      this.told = this.told === id ? null : id;
    };
    return html`<button class="link" aria-expanded=${this.told === id} aria-label="${chain.bodyHistory} ${name}" @click=${tell}>${chain.bodyHistory}</button>
      ${
        this.arranges(area_code)
          ? html`<button class="link" aria-label="${chain.change} ${name}" @click=${() => this.edit(id)}>${chain.change}</button>`
          : nothing
      }`;
  }

  private form(body: ListedBody | null): TemplateResult {
    const over = () => this.edit(null);
    const done = () => {
      over();
      this.told = null;
      void this.#bodies.renew();
    };
    return html`<jw-body-form
      .reference=${this.reference}
      .area=${this.area}
      .body=${body}
      @jw-done=${done}
      @jw-close=${over}
    ></jw-body-form>`;
  }

  private edit(id: number | null): void {
    this.editing = id;
  }

  private arranges(areaCode: string): boolean {
    return session.caller?.rights.arrange?.some((own) => areaCode.startsWith(own)) ?? false;
  }
}
