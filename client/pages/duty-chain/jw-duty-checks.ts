import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import {
  type CheckGroup,
  checkGroups,
  type DutyChecks,
  type DutyFinding,
} from '../../../server/api/duty-chain/schema.ts';
import type { AreaSummary } from '../../../server/api/wire.ts';
import { answer, api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { icon } from '../../elements/icon.ts';
import { Paging } from '../../elements/paging.ts';
import { partStyles } from '../../elements/part-styles.ts';
import { bones, failure, heading } from '../../elements/parts.ts';
import type { Reference } from '../../elements/reference.ts';
import { registerStyles } from '../../elements/register-styles.ts';
import { controlStyles, sheetStyles, skeletonStyles } from '../../elements/styles.ts';
import { formatCount } from '../../format/number.ts';
import { formatDate } from '../../format/time.ts';
import { StoreController } from '../../state/store-controller.ts';
import { findingLink, findingText } from './finding-words.ts';

/** 网中有格, 格中有人, 人在格上, 事在格中: how many findings each check has, and one of them with its findings. */
@customElement('jw-duty-checks')
export class JwDutyChecks extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @property({ attribute: false }) area!: AreaSummary;
  @state() private report: Pick<DutyChecks, 'as_of' | 'counts'> | null = null;
  #view = new StoreController(this, (view) => view);
  #findings = new Paging<DutyFinding>(this, async (page, signal) => {
    const query = { area_code: this.area.area_code, limit: '100', page };
    const { items, next, ...report } = await answer(api['duty-chain'].checks.$get({ query }, { init: { signal } }));
    this.report = report;
    return { items, next };
  });

  static override styles = [
    sheetStyles,
    controlStyles,
    partStyles,
    skeletonStyles,
    registerStyles,
    css`
      .groups {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr));
        gap: var(--space-4);
        margin-top: var(--space-5);
      }
      .groups li {
        padding-top: var(--space-2);
        border-top: 1.5px solid var(--ink);
      }
      .groups strong {
        display: flex;
        align-items: center;
        gap: var(--space-2);
        font-size: var(--type-4);
        font-weight: 600;
        font-variant-numeric: tabular-nums;
      }
      .found strong {
        color: var(--amber);
      }
      .clean strong {
        color: var(--jade);
      }
      section > h3 {
        font-size: var(--type-3);
        color: var(--ink);
      }
      .register {
        margin-top: 0;
      }
      td:last-child {
        inline-size: 1%;
        white-space: nowrap;
      }
      td a {
        display: inline-flex;
        align-items: center;
        gap: var(--space-1);
        min-block-size: 1.5rem;
        color: var(--accent);
      }
      td:nth-child(1) {
        inline-size: 24%;
      }
      td:nth-child(2) {
        inline-size: 28%;
      }
      .place {
        font-weight: 600;
      }
      @media print {
        td:last-child,
        .more {
          display: none;
        }
        section {
          break-inside: avoid-page;
        }
      }
    `,
  ];

  override willUpdate(changed: Map<string, unknown>): void {
    const before = changed.get('area') as AreaSummary | undefined;
    if (changed.has('area') && before?.area_code !== this.area.area_code) {
      this.report = null;
      void this.#findings.restart();
    }
  }

  /** Prints the whole report: every finding, not only those shown so far. */
  async print(): Promise<void> {
    await this.#findings.all();
    if (this.#findings.state !== 'done') return;
    await this.updateComplete;
    window.print();
  }

  override render() {
    const { words } = this;
    const { rows, state: progress, error, hasMore } = this.#findings;
    if (!this.report) {
      return progress === 'error' ? failure(error, words, () => this.#findings.more()) : bones(12, true);
    }
    const { counts, as_of } = this.report;
    const all = checkGroups.reduce((sum, group) => sum + counts[group], 0);
    const lead = all === 0 ? words.chain.allClean : words.chain.found(formatCount(all, this.language));
    const day = formatDate(as_of, { today: this.reference.deployment.today, language: this.language });
    return html`
      ${heading(words.chain.asOf(this.area.name, day), words.chain.title, lead)}
      <ul class="groups">${checkGroups.map((group) => this.figure(group, counts[group]))}</ul>
      ${checkGroups.filter((group) => counts[group] > 0).map((group) => this.group(group, rows, counts[group]))}
      ${progress === 'error' ? failure(error, words, () => this.#findings.more()) : nothing}
      ${hasMore && progress === 'done' ? html`<button class="outlined more" @click=${() => this.#findings.more()}>${words.common.more}</button>` : nothing}
    `;
  }

  private figure(group: CheckGroup, count: number): TemplateResult {
    const { chain } = this.words;
    const [name, what] = chain.groups[group];
    return html`<li class=${count > 0 ? 'found' : 'clean'}>
      <span>${name}</span>
      <strong>${icon(count > 0 ? 'warning' : 'check')}${chain.count(formatCount(count, this.language))}</strong>
      <p class="note">${what}</p>
    </li>`;
  }

  private group(group: CheckGroup, rows: readonly DutyFinding[], count: number): TemplateResult {
    const { chain } = this.words;
    const own = rows.filter(({ check_group }) => check_group === group);
    return html`<section>
      <h3>${chain.groups[group][0]}<span class="note">${chain.count(formatCount(count, this.language))}</span></h3>
      <table class="register">
        <tbody>${own.map((finding) => this.row(finding))}</tbody>
      </table>
    </section>`;
  }

  private row(finding: DutyFinding): TemplateResult {
    const { chain } = this.words;
    const href = findingLink(finding, this.#view.value);
    return html`<tr>
      <td class="place">${finding.name}</td>
      <td>${chain.finding[finding.code]}</td>
      <td class="note">${findingText(finding, this.words, this.reference.deployment.today, this.language)}</td>
      <td><a href=${href}>${icon('pin')}${chain.show}</a></td>
    </tr>`;
  }
}
