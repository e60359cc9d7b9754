import { Task } from '@lit/task';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { PublicDeployment } from '../../server/api/deployment/schema.ts';
import type { Reply } from '../../server/api/replies/schema.ts';
import { answer, api } from '../api.ts';
import { kindIcon } from '../elements/category-tiles.ts';
import { JwElement } from '../elements/element.ts';
import { formSheet } from '../elements/form-styles.ts';
import '../elements/jw-public-head.ts';
import { Paging } from '../elements/paging.ts';
import { bones, empty, failure, heading } from '../elements/parts.ts';
import { codeWord, reportReference } from '../elements/report-reference.ts';
import { skeletonStyles } from '../elements/styles.ts';
import { formatDay, formatExact, wallTime } from '../format/time.ts';
import { pageLink } from '../state/section.ts';
import { store } from '../state/store.ts';
import { publicPageStyles } from './report/public-page-styles.ts';
import { replyStyles } from './report/reply-styles.ts';

/** Notices that come at once. */
const AT_ONCE = '24';

/** The wall of replies (回音壁): questions of residents and their answers, for everybody, without names. */
@customElement('jw-replies')
export class JwReplies extends JwElement {
  @state() private category = '';
  /** Code and name of the only area that is shown. */
  @state() private area: { area_code: string; name: string } | null = null;

  #deployment = new Task(this, {
    args: () => [] as const,
    task: (_, { signal }): Promise<PublicDeployment> => answer(api.deployment.public.$get({}, { init: { signal } })),
  });
  #replies = new Paging<Reply>(this, (page, signal) => {
    const query = {
      limit: AT_ONCE,
      ...(this.category && { category: this.category }),
      ...(this.area && { area_code: this.area.area_code }),
      ...(page && { page }),
    };
    return answer(api.replies.$get({ query }, { init: { signal } }));
  });

  static override styles = [formSheet, skeletonStyles, publicPageStyles, replyStyles];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#replies.restart();
  }

  override updated(): void {
    document.title = this.words.page.title(this.words.report.replies.title);
  }

  override render() {
    const { replies } = this.words.report;
    const deployment = this.#deployment.value;
    return html`
      <jw-public-head .page=${'replies'}></jw-public-head>
      <div class="scroll">
        <main>
          <div class="title">
            ${heading(deployment?.city_name ?? '', replies.title, replies.lead)}
            <a class="primary" href=${pageLink('/report', store.state)}>${replies.report}</a>
          </div>
          ${deployment?.demo ? html`<p class="demo note">${this.words.page.demo}</p>` : nothing}
          ${this.#deployment.render({
            pending: () => bones(10),
            error: (error) => failure(error, this.words, () => this.#deployment.run()),
            complete: (known) => html`${this.filters(known)} ${this.wall(known)}`,
          })}
        </main>
      </div>
    `;
  }

  private filters({ catalogues, parts }: PublicDeployment): TemplateResult {
    const { replies } = this.words.report;
    const areas =
      this.area && !parts.some((part) => part.area_code === this.area?.area_code) ? [...parts, this.area] : parts;
    return html`<div class="filters">
      <div class="field">
        <label for="category">${replies.category}</label>
        <select id="category" @change=${(event: Event) => this.filter({ category: chosenIn(event) })}>
          <option value="" ?selected=${!this.category}>${this.words.common.all}</option>
          ${catalogues['incident-category'].map(
            ({ id, zh, en }) =>
              html`<option value=${id} ?selected=${id === this.category}>${this.language === 'en' ? en : zh}</option>`,
          )}
        </select>
      </div>
      <div class="field">
        <label for="area">${replies.area}</label>
        <select
          id="area"
          @change=${(event: Event) => this.filter({ area: areas.find((part) => part.area_code === chosenIn(event)) ?? null })}
        >
          <option value="" ?selected=${!this.area}>${replies.everywhere}</option>
          ${areas.map(
            ({ area_code, name }) =>
              html`<option value=${area_code} ?selected=${area_code === this.area?.area_code}>${name}</option>`,
          )}
        </select>
      </div>
    </div>`;
  }

  private wall(deployment: PublicDeployment): TemplateResult {
    const { replies } = this.words.report;
    const { rows, state, error, hasMore } = this.#replies;
    if (state === 'error') return failure(error, this.words, () => void this.#replies.more());
    if (state === 'done' && rows.length === 0) return this.nothingYet();
    return html`<ol class="wall" aria-busy=${state === 'pending'}>
        ${rows.map((reply) => this.notice(reply, deployment))}
        ${state === 'pending' ? Array.from({ length: 3 }, () => html`<li class="notice" aria-hidden="true">${bones(6)}</li>`) : nothing}
      </ol>
      ${
        hasMore && state === 'done'
          ? html`<p class="further"><button class="outlined" @click=${() => this.#replies.more()}>${replies.more}</button></p>`
          : nothing
      }`;
  }

  private nothingYet(): TemplateResult {
    const { replies } = this.words.report;
    const filtered = this.category || this.area;
    return filtered
      ? empty(
          replies.emptyFiltered,
          html`<button class="outlined" @click=${() => this.filter({ category: '', area: null })}>${replies.showAll}</button>`,
        )
      : empty(replies.empty, html`<a class="outlined" href=${pageLink('/report', store.state)}>${replies.report}</a>`);
  }

  private notice(reply: Reply, deployment: PublicDeployment): TemplateResult {
    const { replies, rating } = this.words.report;
    const { category, question, answer: said, area_code, area_name, asked_on, published_at } = reply;
    const reference = reportReference(deployment);
    const clock = { ...reference.clock, language: this.language };
    const entry = deployment.catalogues['incident-category'].find(({ id }) => id === category);
    const { day } = wallTime(published_at, clock.timeZone);
    return html`<li>
      <article class="notice">
        <header>
          <span class="kind">${kindIcon(entry?.icon)}${codeWord(reference, 'incident-category', category, this.language)}</span>
          <button class="link" title=${replies.only(area_name)} @click=${() => this.filter({ area: { area_code, name: area_name } })}>
            ${area_name}
          </button>
        </header>
        <dl>
          <div class="asked">
            <dt>${replies.question}</dt>
            <dd>${question}</dd>
          </div>
          <div>
            <dt>${replies.answer}</dt>
            <dd>${said}</dd>
          </div>
        </dl>
        <footer class="note figure">
          <span>${reply.rating ? replies.rated(rating.words[reply.rating - 1]!) : replies.unrated}</span>
          <span title="${replies.asked(formatDay(asked_on, clock))} · ${formatExact(published_at, clock)}">
            ${replies.answered(formatDay(day, clock))}
          </span>
        </footer>
      </article>
    </li>`;
  }

  private filter(change: { category?: string; area?: { area_code: string; name: string } | null }): void {
    if (change.category !== undefined) this.category = change.category;
    if (change.area !== undefined) this.area = change.area;
    void this.#replies.restart();
  }
}

function chosenIn(event: Event): string {
  return (event.target as HTMLSelectElement).value;
}
