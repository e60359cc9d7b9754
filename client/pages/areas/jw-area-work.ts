import { Task } from '@lit/task';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type {
  AreaChange,
  AreaChangeKind,
  AreaPlan,
  AreaShapes,
  Neighbours,
  ProposedLines,
} from '../../../server/api/area-changes/schema.ts';
import type { LonLat } from '../../../server/api/wire.ts';
import { answer, api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { icon } from '../../elements/icon.ts';
import '../../elements/jw-sure-button.ts';
import { codeName, type Reference } from '../../elements/reference.ts';
import { skeletonStyles } from '../../elements/styles.ts';
import type { AreaScene, DrawnArea } from '../../map/areas/jw-area-map.ts';
import { mayAt } from '../../state/session.ts';
import { workStyles } from './areas-styles.ts';
import { type Asked, nothingAsked, requestOf } from './asked.ts';
import { planView } from './plan-view.ts';
import { askFields, kindButtons } from './work-fields.ts';

/**
 * What is done to the areas below one: chosen, drawn, looked at, confirmed, taken back.
 * @fires jw-area-scene with what the map is to show, and whether a line is drawn.
 * @fires jw-areas-changed when areas are others now.
 * @fires jw-area-down with the code of an area to go down to.
 * @fires jw-area-look with `[lon, lat]`.
 */
@customElement('jw-area-work')
export class JwAreaWork extends JwElement {
  @property({ attribute: false }) reference: Reference | null = null;
  @property({ attribute: false }) areas: readonly DrawnArea[] = [];
  @property({ attribute: false }) parent: { area_code: string; name: string } | null = null;
  /** They are grids, cut by lines; others are split and redrawn by what lies below them. */
  @property({ type: Boolean }) deepest = false;
  @state() private asked: Asked = nothingAsked();
  @state() private plan: AreaPlan | null = null;
  @state() private made: AreaChange | null = null;
  @state() private undone = false;
  @state() private busy = false;
  @state() private fault = '';
  #scene = '';

  #beside = new Task(this, {
    args: () => [this.asked.chosen[0], this.asked.kind] as const,
    task: async ([area_code, kind], { signal }): Promise<Neighbours['items']> => {
      if (!area_code || (kind !== 'merge' && kind !== 'redraw')) return [];
      const asked = api['area-changes'].neighbours.$get({ query: { area_code } }, { init: { signal } });
      return (await answer<Neighbours>(asked)).items;
    },
  });
  #streets = new Task(this, {
    args: () => [this.asked.chosen[0], this.asked.kind] as const,
    task: async ([area_code, kind], { signal }): Promise<ProposedLines['items']> => {
      if (!area_code || kind !== 'split' || !this.deepest) return [];
      return (await answer(api['area-changes'].streets.$get({ query: { area_code } }, { init: { signal } }))).items;
    },
  });

  /** What lies one level below the chosen. */
  #below = new Task(this, {
    args: () => [this.asked.chosen.join(' '), this.asked.kind, this.deepest] as const,
    task: async ([chosen, kind, deepest], { signal }): Promise<readonly DrawnArea[]> => {
      if (!chosen || deepest || (kind !== 'split' && kind !== 'redraw')) return [];
      const found = await Promise.all(
        chosen
          .split(' ')
          .map((area_code) =>
            answer<AreaShapes>(api['area-changes'].shapes.$get({ query: { area_code } }, { init: { signal } })),
          ),
      );
      return found.flatMap(({ items }) => items);
    },
  });

  static override styles = [formSheet, skeletonStyles, workStyles];

  /** Chooses an area, as a press on the map does. */
  choose(code: string): void {
    if (!this.made && this.below.some(({ area_code }) => area_code === code)) this.turn(code);
    if (this.made || !this.areas.some(({ area_code }) => area_code === code)) return;
    const { kind, chosen } = this.asked;
    const beside = this.#beside.value ?? [];
    const [first] = chosen;
    if (first === undefined || (kind !== 'merge' && kind !== 'redraw')) this.begin(kind, [code]);
    else if (code === first) this.begin(kind);
    else if (kind === 'redraw') this.besides([code], beside.find(({ area_code }) => area_code === code)?.line);
    else
      this.besides(chosen.includes(code) ? chosen.slice(1).filter((own) => own !== code) : [...chosen.slice(1), code]);
  }

  /** Takes a line that was drawn on the map. */
  draw(line: readonly LonLat[]): void {
    this.change({ lines: [line] });
  }

  override updated(): void {
    const { asked, plan } = this;
    const drawn =
      plan && plan.kind !== 'rename' ? { after: plan.after, problems: plan.problems } : { after: [], problems: [] };
    // What can change sides is shown in place of the areas that it lies in, until a plan is.
    const open = this.below.length > 0 && !plan && !this.made;
    const areas = open
      ? [...this.areas.filter(({ area_code }) => !asked.chosen.includes(area_code)), ...this.below]
      : this.areas;
    const scene: AreaScene = { areas, chosen: open ? asked.moved : asked.chosen, ...drawn, lines: asked.lines };
    const detail = { scene, drawing: this.drawing };
    const text = JSON.stringify([
      scene.chosen,
      asked.lines,
      plan?.seen,
      detail.drawing,
      areas.map(({ area_code }) => area_code),
    ]);
    if (text === this.#scene) return;
    this.#scene = text;
    this.emit('jw-area-scene', detail);
  }

  override render() {
    const { areas } = this.words;
    if (this.made) return this.result(this.made);
    const ready = this.request() !== null;
    return html`
      <p class="note">${areas.lead}</p>
      ${this.deepest ? nothing : this.down()}
      ${kindButtons(this.asked.kind, areas, (kind) => this.begin(kind, this.asked.chosen.slice(0, 1)))}
      <form class="asks" @submit=${this.look}>
        ${askFields({
          asked: this.asked,
          areas: this.areas,
          deepest: this.deepest,
          beside: this.#beside.value ?? [],
          below: this.below,
          turn: (code) => this.turn(code),
          streets: this.#streets.value ?? [],
          parts: this.plan?.after ?? [],
          today: this.reference!.deployment.today,
          words: this.words,
          language: this.language,
          choose: (code) => this.begin(this.asked.kind, [code]),
          besides: (codes, line) => this.besides(codes, line),
          lines: (lines) => this.change({ lines }),
          even: (parts) => void this.even(parts),
          name: (at, name) => this.name(at, name),
          change: (change) => this.change(change),
        })}
        ${this.fault ? html`<p class="fault" role="alert">${icon('warning')}<span>${this.fault}</span></p>` : nothing}
        <div class="buttons">
          <button class="primary" ?disabled=${!ready || this.busy}>${this.busy ? `${areas.looking} …` : areas.preview}</button>
        </div>
      </form>
      <div aria-live="polite">${this.plan ? this.planned(this.plan) : nothing}</div>
    `;
  }

  private planned(plan: AreaPlan): TemplateResult {
    const { areas } = this.words;
    return html`${planView(plan, {
      words: this.words,
      language: this.language,
      rounded: !mayAt('doors', plan.area_code),
      roleName: (role) => this.roleName(role),
      look: (place) => this.emit('jw-area-look', place),
      give: (key, code) => this.give(key, code),
    })}
    ${
      plan.problems.length === 0
        ? html`<div class="buttons">
            <jw-sure-button .label=${areas.apply} .question=${areas.sure} ?disabled=${this.busy} @jw-sure=${this.apply}></jw-sure-button>
          </div>`
        : nothing
    }`;
  }

  private result(made: AreaChange): TemplateResult {
    const { areas } = this.words;
    return html`<div class="result" role="status">
      <p>${this.undone ? areas.undone : areas.applied(areas.done[made.kind])}</p>
      ${this.fault ? html`<p class="fault" role="alert">${icon('warning')}<span>${this.fault}</span></p>` : nothing}
      <div class="buttons">
        ${
          this.undone
            ? nothing
            : html`<jw-sure-button .label=${areas.undo} .question=${areas.undoSure} ?disabled=${this.busy} @jw-sure=${() => this.undo(made)}></jw-sure-button>`
        }
        <button class="outlined" @click=${() => this.begin(made.kind)}>${areas.more}</button>
      </div>
    </div>`;
  }

  /** Above the lowest level: the way down. */
  private down(): TemplateResult {
    return html`<p class="down">${this.words.areas.down}</p>
      <ul class="down">
        ${this.areas.map(({ area_code, name }) => html`<li><button class="quiet" @click=${() => this.emit('jw-area-down', area_code)}>${name}</button></li>`)}
      </ul>`;
  }

  private get below(): readonly DrawnArea[] {
    const { chosen, kind } = this.asked;
    if (this.deepest || (kind === 'redraw' && chosen.length < 2)) return [];
    return (this.#below.value ?? []).filter(({ area_code }) => chosen.some((code) => area_code.startsWith(code)));
  }

  private request() {
    const below = this.below.map(({ area_code }) => area_code);
    return requestOf(this.asked, this.deepest ? null : below);
  }

  /** Lets an area below change sides, or stay. */
  private turn(code: string): void {
    const { moved } = this.asked;
    this.change({ moved: moved.includes(code) ? moved.filter((own) => own !== code) : [...moved, code] });
  }

  private get drawing(): boolean {
    const { kind, chosen } = this.asked;
    if (this.made || !this.deepest) return false;
    return kind === 'split' ? chosen.length === 1 : kind === 'redraw' && chosen.length === 2;
  }

  private roleName(role: string): string {
    const { reference, language } = this;
    for (const catalogue of ['duty-role', 'role', 'squad-kind'] as const) {
      const name = codeName(reference!, catalogue as 'duty-role', role, language);
      if (name !== role) return name;
    }
    return role;
  }

  private begin(kind: AreaChangeKind, chosen: readonly string[] = []): void {
    this.asked = { ...nothingAsked(kind, chosen), true_from: this.asked.true_from };
    this.plan = this.made = null;
    this.undone = false;
    this.fault = '';
  }

  private besides(codes: readonly string[], line?: readonly LonLat[]): void {
    this.change({ chosen: [...this.asked.chosen.slice(0, 1), ...codes], lines: line ? [line] : [], moved: [] });
  }

  /** What is asked for has changed: what was looked at is no longer it. @param looksOn true: it is looked at again at once. */
  private change(change: Partial<Asked>, looksOn = false): void {
    this.asked = { ...this.asked, ...change };
    this.fault = '';
    if (looksOn) void this.look();
    else this.plan = null;
  }

  /** Lets somebody answer for one part; for all where no code is given. */
  private give(key: string, code: string): void {
    const others = this.asked.shared.filter((own) => own !== key);
    if (code) this.change({ given: { ...this.asked.given, [key]: code }, shared: others }, true);
    else this.change({ shared: [...others, key] }, true);
  }

  private name(at: number, name: string): void {
    const names =
      this.plan && this.asked.names.length === 0 ? this.plan.after.map((area) => area.name) : [...this.asked.names];
    names[at] = name;
    this.change({ names: Array.from(names, (own) => own ?? '') }, this.plan !== null && this.asked.kind === 'split');
  }

  private async even(parts: number): Promise<void> {
    const [area_code] = this.asked.chosen;
    if (!area_code) return;
    const query = { area_code, parts: String(parts) };
    await this.attempt(async () => {
      const { items } = await answer(api['area-changes'].cuts.$get({ query }));
      this.change({ lines: items.map(({ line }) => line) });
    });
    await this.look();
  }

  private readonly look = async (event?: Event): Promise<void> => {
    event?.preventDefault();
    const json = this.request();
    if (!json) return;
    await this.attempt(async () => {
      this.plan = await answer<AreaPlan>(api['area-changes'].preview.$post({ json } as never));
    });
  };

  private readonly apply = async (): Promise<void> => {
    const json = this.request();
    const seen = this.plan?.seen;
    if (!json || !seen) return;
    await this.attempt(async () => {
      this.made = await answer<AreaChange>(api['area-changes'].$post({ json: { ...json, seen } } as never));
      this.plan = null;
      this.asked = nothingAsked(this.asked.kind);
      this.emit('jw-areas-changed');
    });
  };

  private async undo({ id }: AreaChange): Promise<void> {
    await this.attempt(async () => {
      await answer(api['area-changes'][':id'].undo.$post({ param: { id: String(id) }, json: {} } as never));
      this.undone = true;
      this.emit('jw-areas-changed');
    });
  }

  /** Does what takes a moment; what went wrong is said. */
  private async attempt(work: () => Promise<void>): Promise<void> {
    this.busy = true;
    this.fault = '';
    try {
      await work();
    } catch (error) {
      this.plan = null;
      this.fault = (error as Error).message;
    } finally {
      this.busy = false;
    }
  }
}
