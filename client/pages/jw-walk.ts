import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, query } from 'lit/decorators.js';
import type { Walk, WalkStop } from '../../server/api/patrol-walk/schema.ts';
import { JwElement } from '../elements/element.ts';
import { formSheet } from '../elements/form-styles.ts';
import '../elements/jw-public-head.ts';
import { bones, empty, heading } from '../elements/parts.ts';
import { skeletonStyles } from '../elements/styles.ts';
import { WalkController } from '../state/walk/walk-controller.ts';
import { HELD_MS } from '../state/walk/walk-desk.ts';
import { nextStop, type SeenStop, seenStops } from '../state/walk/walk-stops.ts';
import { publicPageStyles } from './report/public-page-styles.ts';
import './walk/jw-walk-map.ts';
import './walk/jw-walk-stops.ts';
import { timeText } from '../format/minutes.ts';

/** What a squad does tonight, on its phone: opened by the code of its printed sheet, and without a network from then on. */
@customElement('jw-walk')
export class JwWalk extends JwElement {
  #walk = new WalkController(this);
  @query('input[name="code"]') private code!: HTMLInputElement | null;

  static override styles = [
    formSheet,
    skeletonStyles,
    publicPageStyles,
    css`
      main {
        display: grid;
        gap: var(--space-5);
        max-inline-size: 40rem;
      }
      section {
        margin-top: 0;
      }
      .facts {
        display: flex;
        flex-wrap: wrap;
        gap: 0 var(--space-4);
        margin-top: var(--space-2);
        color: var(--ink-soft);
        font-variant-numeric: tabular-nums;
      }
      .net {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-2) var(--space-4);
        padding: var(--space-2) var(--space-3);
        border-inline-start: 0.1875rem solid var(--rule);
      }
      .net.away {
        border-color: var(--ink);
      }
      .net.over {
        border-color: var(--cinnabar);
      }
      .sign {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        align-items: end;
        gap: var(--space-2) var(--space-3);
      }
      .sign input {
        text-transform: uppercase;
        letter-spacing: 0.06em;
      }
      .refused li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: var(--space-2);
        padding-block: var(--space-2);
      }
    `,
  ];

  override updated(): void {
    document.title = this.words.page.title(this.words.walk.title);
  }

  override render() {
    return html`<jw-public-head .page=${null}></jw-public-head>
      <div class="scroll"><main>${this.body()}</main></div>`;
  }

  private body(): TemplateResult {
    const text = this.words.walk;
    const { phase, walk, sentence } = this.#walk.standing;
    if (walk) return this.open(walk);
    if (phase === 'none') {
      return html`${heading(text.title, text.none.title, text.none.lead)} ${this.#walk.sign ? html`<p role="alert">${text.sign.none}</p>` : nothing}`;
    }
    if (phase === 'unknown' || this.#walk.standing.away) {
      return html`${heading(text.title, text.unknown.title)} ${empty(sentence ?? text.net.away, html`<button class="outlined" @click=${this.sync}>${text.unknown.again}</button>`)}`;
    }
    return bones(12);
  }

  private open(walk: Walk): TemplateResult {
    const now_ms = Date.now();
    const stops = seenStops(walk, this.#walk.standing.kept, now_ms);
    const next = nextStop(stops);
    return html`${this.head(walk, stops)} ${this.#walk.isScanned ? this.signed() : nothing} ${this.net(walk)} ${this.refused(stops)}
      <jw-walk-stops
        .stops=${stops}
        .next=${next}
        .now_ms=${now_ms}
        .timeZone=${walk.time_zone}
        @jw-check-in=${this.checkIn}
        @jw-take-back=${this.takeBack}
      ></jw-walk-stops>
      <jw-walk-map .walk=${walk} .stops=${stops} .next=${next?.number ?? null}></jw-walk-map>
      ${this.sign()} ${this.track(walk)}
      <p><a href="/report">${this.words.walk.report}</a></p>`;
  }

  private head({ plan_name, squad, day, from_min, to_min }: Walk, stops: readonly SeenStop[]): TemplateResult {
    const text = this.words.walk;
    const done = stops.filter(({ done_at }) => done_at).length;
    return html`<div>
      ${heading(plan_name, squad.name)}
      <p class="facts">
        <span>${text.when(day, timeText(from_min), timeText(to_min))}</span>
        <span>${text.mode[squad.mode]}</span>
        <span>${text.people(String(squad.people))}</span>
        <strong>${text.progress(String(done), String(stops.length))}</strong>
      </p>
    </div>`;
  }

  /** Whether what was checked in has arrived, and what else stands in the way. */
  private net(walk: Walk): TemplateResult {
    const { net, over, changed: newer } = this.words.walk;
    const { away, kept, changed, fleeting, sentence } = this.#walk.standing;
    const waiting = kept.filter(({ state }) => state === 'waiting').length;
    const wrong = walk.over ? over : sentence;
    return html`${wrong ? html`<p class="net over" role="alert">${wrong}</p>` : nothing}
      ${changed ? html`<p class="net away" role="alert">${newer}</p>` : nothing}
      ${fleeting ? html`<p class="net away" role="alert">${net.fleeting}</p>` : nothing}
      <div class="net ${away ? 'away' : ''}" role="status">
        <span>${away ? net.away : waiting > 0 ? net.waiting(String(waiting)) : net.all}</span>
        ${away && waiting > 0 ? html`<span>${net.waiting(String(waiting))}</span>` : nothing}
        ${away ? html`<button class="link" @click=${this.sync}>${net.now}</button>` : nothing}
      </div>
      ${window.isSecureContext ? nothing : html`<p class="note">${net.unsafe}</p>`}`;
  }

  private refused(stops: readonly SeenStop[]): TemplateResult | typeof nothing {
    const text = this.words.walk;
    const refused = this.#walk.standing.kept.filter(({ state }) => state === 'refused');
    if (refused.length === 0) return nothing;
    const nameOf = (kind: string, id: number) =>
      stops.find(({ stop }) => stop.kind === kind && stop.id === id)?.stop.name;
    return html`<ul class="refused" role="alert">
      ${refused.map(
        ({ item, sentence }) => html`<li>
          <span>${nameOf(item.kind, item.id) ?? ''} ${text.refused} · ${sentence}</span>
          <button class="outlined" @click=${() => void this.#walk.desk.takeBack(item.key)}>${text.clear}</button>
        </li>`,
      )}
    </ul>`;
  }

  private sign(): TemplateResult {
    const { sign } = this.words.walk;
    return html`<section>
      <h3>${sign.title}</h3>
      <p class="note">${sign.lead}</p>
      <form class="sign" @submit=${this.enterSign}>
        <div class="field">
          <label for="code">${sign.label}</label>
          <input id="code" name="code" required maxlength="20" autocomplete="off" autocapitalize="characters" />
        </div>
        <button class="outlined" type="submit">${sign.button}</button>
      </form>
      ${this.#walk.isScanned ? nothing : this.signed()}
    </section>`;
  }

  /** What became of the sign that was scanned or typed: said at the top, or beside the field. */
  private signed(): TemplateResult | typeof nothing {
    const { sign } = this.words.walk;
    const outcome = this.#walk.sign;
    if (!outcome) return nothing;
    const said = { taken: sign.taken, unknown: () => sign.unknown, insecure: () => sign.insecure }[outcome.kind];
    return html`<p class="net ${outcome.kind === 'taken' ? '' : 'away'}" role="status">${said(outcome.kind === 'taken' ? outcome.name : '')}</p>`;
  }

  private track({ tracked }: Walk): TemplateResult | typeof nothing {
    if (!tracked) return nothing;
    const { track } = this.words.walk;
    const { desk } = this.#walk;
    const { running } = this.#walk.track;
    return html`<section>
      <h3>${track.title}</h3>
      <p class="note">${track.lead}</p>
      <button
        class="outlined"
        ?disabled=${!running && !desk.isTracked}
        @click=${() => (running ? this.#walk.track.stop() : this.#walk.track.start())}
      >
        ${running ? track.stop : track.start}
      </button>
      <p class="note" role="status">${running ? track.running : this.#walk.track.denied ? track.denied : ''}</p>
    </section>`;
  }

  private readonly sync = () => void this.#walk.desk.sync();

  private readonly checkIn = ({ detail }: CustomEvent<{ stop: WalkStop }>) => {
    void this.#walk.desk.checkIn(detail.stop, 'button');
    // The button that takes it back goes away by itself.
    setTimeout(() => this.requestUpdate(), HELD_MS + 500);
  };

  private readonly takeBack = ({ detail }: CustomEvent<{ key: string }>) => {
    void this.#walk.desk.takeBack(detail.key);
  };

  private readonly enterSign = async (event: Event) => {
    event.preventDefault();
    if (!this.code) return;
    const { kind } = await this.#walk.enterSign(this.code.value);
    if (kind === 'taken') this.code.value = '';
  };
}
