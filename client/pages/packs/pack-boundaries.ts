import { html, nothing, type TemplateResult } from 'lit';
import type { FigureId, PackFigure, PackFigures, ReportPack } from '../../../server/api/report-packs/schema.ts';
import { formatDate } from '../../format/time.ts';
import type { PackWording } from './pack-words.ts';

/** Which boundaries a report is shown in: those of its last day, or those of the day it was made. */
export type Boundaries = 'asItWas' | 'today';

/** A pack as it counts in these boundaries; one that was made before any reorganisation is the same in both. */
export function packIn(pack: ReportPack, boundaries: Boundaries): ReportPack {
  const { figures } = pack;
  const held = figures.boundaries?.in_todays;
  if (!held) return pack;
  if (boundaries === 'today')
    return { ...pack, figures: { ...figures, map: held.map, tables: { ...figures.tables, areas: held.areas } } };
  const scalars: PackFigures['scalars'] = {};
  for (const [id, figure] of Object.entries(figures.scalars) as [FigureId, PackFigure][])
    scalars[id] = { ...figure, now: figure.as_it_was ?? figure.now };
  return { ...pack, figures: { ...figures, scalars } };
}

/** Says which boundaries a pack counts in where that is not plain, and offers the others. */
export function boundaryNote(
  { pack, words, language }: PackWording,
  shown: Boundaries,
  choose: (boundaries: Boundaries) => void,
): TemplateResult | typeof nothing {
  const { packs } = words;
  const { boundaries } = pack.figures;
  if (!boundaries) return nothing;
  const day = (text: string) => formatDate(text, { today: '', language });
  const since = boundaries.changed_on.map(day).join(packs.comma);
  if (boundaries.counted_in === 'made_day') return html`<p class="which note">${packs.youngArea(since)}</p>`;
  if (!boundaries.in_todays) return nothing;
  return html`<div class="which">
    <div class="choice on-screen" role="group" aria-label=${packs.boundaries}>
      ${(['asItWas', 'today'] as const).map(
        (each) =>
          html`<button class="outlined" aria-pressed=${each === shown} @click=${() => choose(each)}>${packs.inBoundaries[each]}</button>`,
      )}
    </div>
    <p role="status">${packs.changedSince(since)}${packs.countedIn[shown](day(pack.period_to))}</p>
    <p class="note">${packs.oneBoundary}</p>
  </div>`;
}
