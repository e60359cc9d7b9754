import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import { renderSVG } from 'uqr';
import type { PlanSheet, PlanSheets } from '../../../server/api/patrol-plans/schema.ts';
import type { WalkStop } from '../../../server/api/patrol-walk/schema.ts';
import type { LonLat } from '../../../server/api/wire.ts';
import { JwElement } from '../../elements/element.ts';
import { styleOf } from '../../elements/style-of.ts';
import { formatLength } from '../../format/distance.ts';
import { timeText } from '../../format/minutes.ts';
import { type Drawing, drawingOf } from '../walk/route-drawing.ts';
import { routeMap, routeMapStyles } from '../walk/route-map.ts';
import { paperStyles } from './paper-styles.ts';

/** Room for the map, units; 190 mm are 760. */
const room = { width: 760, height: 430, margin: 34 };
/** Stops that stand beneath such a map on one page, and what each one more takes from it, units. */
const roomyStops = 9;
const perStop = 33;
/** A map that is lower shows too little, units: more stops go on to another page. */
const lowestMap = 260;

/** Room for the map of a route: lower where its stops fit one page then. */
function roomFor(stopCount: number): typeof room {
  const height = room.height - Math.max(0, stopCount - roomyStops) * perStop;
  return height < lowestMap ? room : { ...room, height };
}

/** Lengths that a scale bar may have, m. */
const bars_m = [50, 100, 200, 500, 1000, 2000, 5000] as const;
const longestBar = 150;

/** The sheet that a squad takes along: its route on the map, its stops by time, and the code of its phone page. */
@customElement('jw-patrol-sheet')
export class JwPatrolSheet extends JwElement {
  @property({ attribute: false }) sheet!: PlanSheet;
  @property({ attribute: false }) of!: PlanSheets;

  static override styles = [
    paperStyles,
    routeMapStyles,
    css`
      header {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 4mm 6mm;
        padding-bottom: 3mm;
        border-bottom: 2px solid var(--ink);
      }
      h2,
      p {
        margin: 0;
      }
      h2 {
        font-family: var(--face-mark);
        font-size: 20pt;
        line-height: 1.25;
      }
      .eyebrow {
        color: var(--ink-soft);
      }
      .facts {
        display: flex;
        flex-wrap: wrap;
        gap: 0 5mm;
        margin-top: 2mm;
        font-size: 11pt;
        font-variant-numeric: tabular-nums;
      }
      .facts strong {
        font-size: 13pt;
      }
      .code {
        display: grid;
        justify-items: center;
        gap: 1mm;
        inline-size: 34mm;
        font-size: 7.5pt;
        text-align: center;
        color: var(--ink-soft);
      }
      .code svg {
        inline-size: 28mm;
        block-size: 28mm;
      }
      figure {
        position: relative;
        margin: 4mm 0;
        border: 1px solid var(--rule);
        outline: 1px solid var(--rule);
        outline-offset: 1mm;
      }
      .gauge {
        position: absolute;
        inset: auto auto 2mm 2mm;
        display: flex;
        align-items: end;
        gap: 2mm;
        padding: 0.5mm 1.5mm;
        background: #fffd;
        font-size: 8pt;
      }
      .gauge i {
        display: block;
        block-size: 1.2mm;
        border: 1px solid currentColor;
        border-block-start: 0;
      }
      table {
        inline-size: 100%;
        border-collapse: collapse;
        font-variant-numeric: tabular-nums;
      }
      thead {
        display: table-header-group;
      }
      th {
        padding: 1mm 2mm;
        border-bottom: 1px solid var(--ink);
        text-align: start;
        font-size: 8.5pt;
        font-weight: 600;
        color: var(--ink-soft);
        white-space: nowrap;
      }
      td {
        padding: 1.3mm 2mm;
        border-bottom: 1px solid var(--rule);
        vertical-align: baseline;
      }
      tr {
        break-inside: avoid;
      }
      .number {
        inline-size: 9mm;
        font-weight: 700;
        color: var(--indigo);
      }
      .time {
        white-space: nowrap;
        font-weight: 600;
      }
      .tick {
        inline-size: 16mm;
      }
      .tick i {
        display: block;
        inline-size: 4.5mm;
        block-size: 4.5mm;
        border: 1px solid var(--ink);
      }
      .note {
        font-size: 8pt;
        color: var(--ink-soft);
      }
      footer {
        display: grid;
        gap: 3mm;
        margin-top: 5mm;
        break-inside: avoid;
      }
      .lines {
        display: grid;
        grid-template-columns: 60mm minmax(0, 1fr);
        gap: 6mm;
      }
      .lines span {
        padding-bottom: 5mm;
        border-bottom: 1px solid var(--rule);
        color: var(--ink-soft);
      }
      @media screen and (max-width: 820px) {
        header {
          grid-template-columns: minmax(0, 1fr);
        }
        .lines {
          grid-template-columns: minmax(0, 1fr);
        }
        th,
        td {
          padding-inline: 1mm;
          white-space: normal;
        }
        .tick {
          inline-size: 8mm;
        }
      }
    `,
  ];

  override render() {
    return html`${this.head()} ${this.map()} ${this.table()} ${this.foot()}`;
  }

  private head(): TemplateResult {
    const text = this.words.walk;
    const { sheet } = text;
    const { squad, from_min, to_min, length_m, pass, version } = this.sheet;
    const { plan } = this.of;
    const address = `${location.origin}/walk#pass=${pass}`;
    return html`<header>
      <div>
        <p class="eyebrow">${sheet.title} · ${sheet.issued(plan.name, String(version))}</p>
        <h2>${squad.name}</h2>
        <p class="facts">
          <strong>${text.when(plan.day, timeText(from_min), timeText(to_min))}</strong>
          <span>${text.mode[squad.mode]}</span>
          <span>${text.people(String(squad.people))}</span>
          <span>${sheet.length} ${formatLength(length_m, this.language)}</span>
        </p>
      </div>
      <div class="code">${unsafeHTML(renderSVG(address, { border: 1 }))}<span>${sheet.qr}</span></div>
    </header>`;
  }

  private map(): TemplateResult {
    const { legs, stops } = this.sheet;
    const line = legs.flatMap((leg) => leg.line);
    const drawing = drawingOf(line.length > 0 ? line : stops.map(({ centre }) => centre), roomFor(stops.length));
    const places = [
      ...this.ends(line),
      ...stops.map(({ centre }, place) => ({ at: centre, label: String(place + 1), state: 'due' as const })),
    ];
    const label = this.words.walk.map.label;
    const { streets } = this.of;
    return html`<figure>
      ${routeMap({ drawing, streets, legs: legs.map((leg) => ({ line: leg.line, faint: false })), places, label, type: 12 })}
      ${this.gauge(drawing)}
    </figure>`;
  }

  /** Start and end, by their letter. */
  private ends(line: readonly LonLat[]): { at: LonLat; label: string; state: 'end' }[] {
    const { sheet } = this.words.walk;
    const [first, last] = [line[0], line.at(-1)];
    if (!first || !last) return [];
    const isRound = Math.hypot(first[0] - last[0], first[1] - last[1]) < 1e-5;
    const letter = (word: string) => [...word][0]!;
    const start = { at: first, label: letter(sheet.start), state: 'end' as const };
    return isRound ? [start] : [start, { at: last, label: letter(sheet.end), state: 'end' }];
  }

  /** North is up; how long the ground is. */
  private gauge({ scale, width }: Drawing): TemplateResult {
    const length_m = bars_m.findLast((bar) => bar * scale <= longestBar) ?? bars_m[0];
    return html`<div class="gauge">
      <span>↑ ${this.words.walk.sheet.north}</span>
      <span>${formatLength(length_m, this.language)}<i style=${styleOf({ width: `${((length_m * scale) / width) * 190}mm` })}></i></span>
    </div>`;
  }

  private table(): TemplateResult {
    const { columns } = this.words.walk.sheet;
    return html`<table>
      <thead>
        <tr>
          <th scope="col">${columns.number}</th>
          <th scope="col">${columns.place}</th>
          <th scope="col">${columns.arrive}</th>
          <th scope="col">${columns.stay}</th>
          <th scope="col">${columns.until}</th>
          <th scope="col">${columns.people}</th>
          <th scope="col">${columns.tick}</th>
        </tr>
      </thead>
      <tbody>
        ${this.sheet.stops.map((stop, place) => this.row(stop, place + 1))}
      </tbody>
    </table>`;
  }

  private row(stop: WalkStop, number: number): TemplateResult {
    const { sheet } = this.words.walk;
    const stay = Math.round(stop.leave_min - stop.begin_min);
    return html`<tr>
      <td class="number">${number}</td>
      <td>${stop.name}${stop.address ? html` <span class="note">${stop.address}</span>` : nothing}</td>
      <td class="time">${timeText(stop.begin_min)}</td>
      <td>${stop.kind === 'street' ? sheet.street : sheet.minutes(String(stay))}</td>
      <td class="time">${timeText(stop.until_min)}</td>
      <td>${stop.people}</td>
      <td class="tick"><i></i></td>
    </tr>`;
  }

  private foot(): TemplateResult {
    const { sheet } = this.words.walk;
    return html`<footer>
      <div class="lines"><span>${sheet.leader}</span><span>${sheet.remarks}</span></div>
      <p class="note">${sheet.privacy}</p>
    </footer>`;
  }
}
