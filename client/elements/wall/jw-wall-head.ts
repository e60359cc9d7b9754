import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { formatCount } from '../../format/number.ts';
import { formatDay, wallTime } from '../../format/time.ts';
import { words } from '../../locales/index.ts';
import { brand, brandStyles } from '../brand.ts';
import { styleOf } from '../style-of.ts';
import { runningTime } from './age.ts';
import { behindSince } from './behind.ts';
import { headStyles } from './head-styles.ts';
import { gravest } from './order-state.ts';
import { sign } from './signs.ts';
import { placeOf } from './stage.ts';
import { WallElement } from './wall-element.ts';
import { wallStyles } from './wall-styles.ts';
import { dateWords, gradeWords, planWords } from './wall-words.ts';

/** Whose wall it is and which scene turns on its first screen, the time on its last; what wants to be known at once across both. */
@customElement('jw-wall-head')
export class JwWallHead extends WallElement {
  static override styles = [wallStyles, brandStyles, headStyles];

  override render() {
    const { own } = this.view;
    const { isLeft, isRight } = placeOf(own.wall, own.part);
    return html`<div class="line">
        ${isLeft ? this.#titles() : nothing}${isRight ? this.#end() : nothing}
      </div>
      ${this.#band()}${this.#late()}`;
  }

  #titles(): TemplateResult {
    const { own, scene, turning, language, why } = this.view;
    const title = language === 'en' ? scene.en : scene.zh;
    return html`${brand(words(language).product)}
      <div class="titles">
        <h1 class="title"><b>${own.area.name}</b><span>${title}</span></h1>
        ${turning.length > 1 || why === 'pinned' ? this.#turning() : nothing}
      </div>`;
  }

  /** The scenes that turn, with the time that the present one has left. */
  #turning(): TemplateResult {
    const { own, scene, turning, language, why } = this.view;
    const name = (id: string) => {
      const found = own.scenes.find((each) => each.id === id);
      return found ? (language === 'en' ? found.en : found.zh) : id;
    };
    const now = (text: string) => html`<li class="now" style=${styleOf({ '--left': this.#left() })}>${text}</li>`;
    return html`<ol class=${why === 'pinned' ? 'turning pinned' : 'turning'}>
      ${why === 'pinned' ? now(this.words.head.pinned) : nothing}
      ${turning.map((id) => (id === scene.id && why !== 'pinned' ? now(name(id)) : html`<li>${name(id)}</li>`))}
    </ol>`;
  }

  /** How much of the scene's time is left, 0 to 1; 1 where it stands. */
  #left(): number {
    const { since_ms, until_ms, now_ms } = this.view;
    if (until_ms === null) return 1;
    return Math.min(1, Math.max(0, (until_ms - now_ms) / (until_ms - since_ms)));
  }

  #end(): TemplateResult {
    const { own, deployment, now_ms, scene } = this.view;
    const { head } = this.words;
    // Two clocks on one wall are one too many.
    const hasClock = [...scene.panels.left, ...scene.panels.right].includes('clock');
    const { day, time } = wallTime(new Date(now_ms).toISOString(), deployment.time_zone);
    const seconds = String(Math.floor(now_ms / 1000) % 60).padStart(2, '0');
    const code = `${own.remote.code.slice(0, 3)} ${own.remote.code.slice(3)}`;
    return html`<div class="end">
      <div class="day">
        ${hasClock ? nothing : html`<p>${dateWords(day, this.view, this.words)}</p>`}
        <p class="note">
          ${deployment.demo ? html`<span>${head.demo}</span>` : nothing}
          <span>${head.remote} <b class="figure">${code}</b></span>
        </p>
      </div>
      ${hasClock ? nothing : html`<time class="clock figure">${time}<span class="seconds">${seconds}</span></time>`}
    </div>`;
  }

  #band(): TemplateResult | typeof nothing {
    const { view } = this;
    const emergency = gravest(view.own.emergencies);
    if (!emergency) return nothing;
    const { head } = this.words;
    const others = view.own.emergencies.length - 1;
    return html`<div class="band" role="status">
      <span>${sign('urgent')}${head.emergency(planWords(emergency.plan, view), gradeWords(emergency, this.words))}</span>
      <span>${emergency.area_name}</span>
      ${others > 0 ? html`<span>${head.more(formatCount(others, view.language))}</span>` : nothing}
      <span class="time">${head.lasting(runningTime(view.now_ms - Date.parse(emergency.declared_at)))}</span>
    </div>`;
  }

  #late(): TemplateResult | typeof nothing {
    const { view } = this;
    const since_ms = behindSince(view);
    if (since_ms === null) return nothing;
    const zone = view.deployment.time_zone;
    const { day, time } = wallTime(new Date(since_ms).toISOString(), zone);
    const today = wallTime(new Date(view.now_ms).toISOString(), zone).day;
    const { language } = view;
    const moment = day === today ? time : `${formatDay(day, { today, language })} ${time}`;
    return html`<p class="late soon" role="status">${sign('soon')}${this.words.head.late(moment)}</p>`;
  }
}
