import { Task } from '@lit/task';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { FigureId, PackSection, ReportPack, WithdrawReason } from '../../../server/api/report-packs/schema.ts';
import { answer, answerBytes, api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { icon } from '../../elements/icon.ts';
import '../../elements/jw-sure-button.ts';
import { partStyles } from '../../elements/part-styles.ts';
import { bones, failure } from '../../elements/parts.ts';
import type { Reference } from '../../elements/reference.ts';
import { saveBytes } from '../../elements/saved-file.ts';
import { controlStyles, sheetStyles, skeletonStyles } from '../../elements/styles.ts';
import { formatExact } from '../../format/time.ts';
import { StoreController } from '../../state/store-controller.ts';
import { arranges } from './arranges.ts';
import { type Boundaries, boundaryNote, packIn } from './pack-boundaries.ts';
import { type Drawing, packChart } from './pack-charts.ts';
import { mapLink } from './pack-links.ts';
import { packStyles } from './pack-styles.ts';
import { figureName, pastMean, periodText, sentenceParts, valueText } from './pack-words.ts';
import { setRunningHead } from './running-head.ts';

const reasons: readonly WithdrawReason[] = ['wrong_data', 'wrong_period', 'not_needed'];
/** Digits of a digest that tell two definitions apart on paper. */
const DIGEST_DIGITS = 12;

/**
 * A report as a document: title, main figures, sections with a sentence, charts and maps, and what it was made from.
 * @fires jw-pack-made with the number of another edition.
 */
@customElement('jw-pack-document')
export class JwPackDocument extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @property({ type: Number }) packId = 0;
  /** Address of the list; of another pack by its number. */
  @property({ attribute: false }) linkTo!: (pack: { id?: number; area_code: string; year: string }) => string;
  @state() private boundaries: Boundaries = 'asItWas';
  @state() private reason: WithdrawReason = 'wrong_data';
  @state() private fault = '';
  @state() private working = false;
  #view = new StoreController(this, ({ theme, language }) => ({ theme, language }));

  #pack = new Task(this, {
    args: () => [this.packId] as const,
    task: async ([id], { signal }) =>
      answer<ReportPack>(api['report-packs'][':id'].$get({ param: { id: String(id) } }, { init: { signal } })),
  });

  static override styles = [sheetStyles, controlStyles, partStyles, skeletonStyles, packStyles];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    setRunningHead(null);
  }

  override render() {
    return this.#pack.render({
      pending: () => bones(16, true),
      error: (error) => failure(error, this.words, () => this.#pack.run()),
      complete: (pack) => this.document(pack),
    });
  }

  private document(pack: ReportPack): TemplateResult {
    const { reference, words, language } = this;
    const shown = packIn(pack, this.boundaries);
    // Areas that are no more are on the map of the last day alone.
    const asItWas = this.boundaries === 'asItWas' && Boolean(pack.figures.boundaries?.in_todays);
    const link = (figure: FigureId, area_code?: string) =>
      mapLink(pack, figure, this.#view.value, { area_code, asItWas });
    const drawing: Drawing = { pack: shown, words, language, reference, link };
    const title = `${this.nameOf(pack)} · ${pack.figures.area.name} · ${periodText(pack, drawing)}`;
    document.title = words.page.title(title);
    setRunningHead({ left: title, right: words.packs.edition(String(pack.edition)) });
    return html`<article>
      ${this.acts(pack)} ${this.titleBlock(pack)} ${boundaryNote(drawing, this.boundaries, this.count)}
      ${this.headline(drawing)}
      ${pack.definition.sections.map((section) => this.section(section, drawing))} ${this.colophon(drawing)}
    </article>`;
  }

  private count = (boundaries: Boundaries): void => {
    this.boundaries = boundaries;
  };

  private nameOf({ definition }: ReportPack): string {
    return definition[this.language === 'en' ? 'en' : 'zh'];
  }

  private titleBlock(pack: ReportPack): TemplateResult {
    const { packs } = this.words;
    const { area } = pack.figures;
    return html`<header>
      <p>${area.name} · ${area.area_code}</p>
      <h2 tabindex="-1">${this.nameOf(pack)}</h2>
      <p class="period">
        ${periodText(pack, { words: this.words, language: this.language })} · ${packs.edition(String(pack.edition))}
        ${pack.finished ? nothing : html`<span class="state">${packs.unfinished}</span>`}
        ${pack.withdrawn_reason ? html`<span class="state">${packs.withdrawn(packs.reasons[pack.withdrawn_reason])}</span>` : nothing}
      </p>
      ${pack.finished ? nothing : html`<p class="note">${packs.unfinishedHelp}</p>`}
    </header>`;
  }

  private headline(drawing: Drawing): TemplateResult {
    const { pack } = drawing;
    const { packs } = this.words;
    return html`<dl class="headline" aria-label=${packs.headline}>
      ${pack.definition.headline.map((figure) => {
        const held = pack.figures.scalars[figure];
        if (!held) return nothing;
        const mean = pastMean(held.past);
        return html`<div>
          <dt>${figureName(drawing, figure)}</dt>
          <dd class="value figure">${this.figure(figure, drawing)}</dd>
          <dd class="past-line figure">
            ${mean ? html`<span>${packs.pastMean(valueText(drawing, figure, mean.mean), String(mean.count))}</span>` : nothing}
            ${held.year_before === null ? nothing : html`<span>${packs.yearBefore(valueText(drawing, figure, held.year_before))}</span>`}
          </dd>
        </div>`;
      })}
    </dl>`;
  }

  /** A figure that leads to the map that explains it. */
  private figure(figure: FigureId, drawing: Drawing): TemplateResult {
    const text = valueText(drawing, figure, drawing.pack.figures.scalars[figure]?.now ?? null);
    const name = this.words.packs.openMap(figureName(drawing, figure));
    return html`<a href=${drawing.link(figure)} title=${name} aria-label=${`${text}，${name}`}>${text}</a>`;
  }

  private section(section: PackSection, drawing: Drawing): TemplateResult {
    return html`<section>
      <h3>${section[this.language === 'en' ? 'en' : 'zh']}</h3>
      <p class="lead">
        ${sentenceParts(section.lead[this.language]).map((part) =>
          typeof part === 'string' ? part : this.figure(part.figure, drawing),
        )}
      </p>
      <div class="charts">${section.charts.map((chart) => packChart(chart, drawing))}</div>
    </section>`;
  }

  private colophon(drawing: Drawing): TemplateResult {
    const { pack } = drawing;
    const { packs } = this.words;
    const zone = { timeZone: this.reference.deployment.time_zone, language: this.language };
    const year = pack.period_from.slice(0, 4);
    return html`<footer class="colophon note">
      ${this.differences(drawing)}
      ${
        pack.editions.length > 1
          ? html`<p class="on-screen">${packs.editions}：${pack.editions.map(({ id, edition }) =>
              id === pack.id
                ? html` <strong>${packs.edition(String(edition))}</strong>`
                : html` <a href=${this.linkTo({ id, area_code: pack.area_code, year })}>${packs.edition(String(edition))}</a>`,
            )}</p>`
          : nothing
      }
      <p>
        ${packs.madeAt(formatExact(pack.made_at, zone))} · ${pack.by_night ? packs.byNight : packs.byHand} ·
        ${packs.definition(pack.definition_sha256.slice(0, DIGEST_DIGITS))}${pack.known_change === null ? nothing : html` · ${packs.change(String(pack.known_change))}`}
      </p>
      <p>${packs.privacy(String(pack.figures.small_count_below))}</p>
    </footer>`;
  }

  private differences(drawing: Drawing): TemplateResult | typeof nothing {
    const { differs } = drawing.pack;
    const { packs } = this.words;
    if (!differs) return nothing;
    const edition = String(differs.edition);
    if (differs.figures.length === 0) return html`<p>${packs.differsNone(edition)}</p>`;
    return html`<p>${packs.differs(edition)}</p>
      <ul>
        ${differs.figures.map(
          ({ figure, before, now }) =>
            html`<li>${packs.differsLine(figureName(drawing, figure), valueText(drawing, figure, before), valueText(drawing, figure, now))}</li>`,
        )}
      </ul>`;
  }

  private acts(pack: ReportPack): TemplateResult {
    const { packs } = this.words;
    const year = pack.period_from.slice(0, 4);
    const own = arranges(pack.area_code);
    return html`<div class="acts">
      <a href=${this.linkTo({ area_code: pack.area_code, year })}>← ${packs.back}</a>
      <button class="outlined" @click=${() => window.print()}>${icon('print')}${packs.print}</button>
      <button class="outlined" @click=${() => this.run(() => this.save(pack))}>${icon('save')}${packs.save}</button>
      ${
        own
          ? html`<button class="outlined" ?disabled=${this.working} @click=${() => this.run(() => this.again(pack))}>${packs.again}</button>`
          : nothing
      }
      ${own && !pack.withdrawn_at ? this.withdrawal(pack) : nothing}
      ${this.fault ? html`<p class="note" role="alert">${this.fault}</p>` : nothing}
    </div>`;
  }

  private withdrawal(pack: ReportPack): TemplateResult {
    const { packs } = this.words;
    const choose = (event: Event) => {
      this.reason = (event.target as HTMLSelectElement).value as WithdrawReason;
    };
    return html`<select aria-label=${packs.reason} @change=${choose}>
        ${reasons.map((reason) => html`<option value=${reason}>${packs.reasons[reason]}</option>`)}
      </select>
      <jw-sure-button
        .label=${packs.withdraw}
        .question=${packs.withdrawSure(packs.reasons[this.reason])}
        ?disabled=${this.working}
        @jw-sure=${() => this.run(() => this.withdraw(pack))}
      ></jw-sure-button>`;
  }

  private async save({ id, cadence, area_code, period_from }: ReportPack): Promise<void> {
    const bytes = await answerBytes(api['report-packs'][':id']['figures.csv'].$get({ param: { id: String(id) } }));
    saveBytes(`${this.words.packs.file}-${cadence}-${area_code}-${period_from}.csv`, 'text/csv', bytes);
  }

  private async again({ area_code, cadence, period_from: day }: ReportPack): Promise<void> {
    const made = await answer<ReportPack>(api['report-packs'].$post({ json: { area_code, cadence, day } }));
    this.emit('jw-pack-made', made.id);
  }

  private async withdraw({ id }: ReportPack): Promise<void> {
    await answer(
      api['report-packs'][':id'].withdraw.$post({ param: { id: String(id) }, json: { reason: this.reason } }),
    );
    await this.#pack.run();
  }

  private async run(work: () => Promise<void>): Promise<void> {
    this.fault = '';
    this.working = true;
    try {
      await work();
    } catch (error) {
      this.fault = (error as Error).message;
    } finally {
      this.working = false;
    }
  }
}
