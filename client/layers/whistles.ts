import type { ExpressionSpecification } from 'maplibre-gl';
import { words } from '../locales/index.ts';
import { strongFont } from '../theme/basemap.ts';
import { byZoom, textOf } from './expression.ts';
import { dotsFrom, symbolsFrom } from './incident-stops.ts';
import { defineLayer } from './layer.ts';
import { inSlot } from './slot.ts';

/** Marks of a department: called and not there, and there. */
export const calledMark = '○';
export const arrivedMark = '●';

const below = (...stops: [zoom: number, em: number][]) =>
  byZoom(...stops.map(([zoom, em]) => [zoom, ['literal', [0, em]]] as const));

/**
 * Who was called to an incident and who came, under its mark: a ring a department that was called, a disc for one that is there;
 * of the selected incident with their names. Its source is filled by map/whistle-data.ts, with the words of the screen.
 */
export const whistlesLayer = defineLayer({
  id: 'whistles',
  title: (context) => words(context.language).loop.whistle.layer,
  sources: () => ({ whistles: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } } }),
  style: ({ palette }) => [
    inSlot('signal', {
      id: 'whistles-mark',
      type: 'symbol',
      source: 'whistles',
      minzoom: dotsFrom,
      layout: {
        'text-field': [
          'format',
          ['get', 'there'],
          { 'text-color': palette.jade },
          ['get', 'waiting'],
          { 'text-color': palette.ink },
          ['get', 'late'],
          { 'text-color': palette.amber },
        ] as unknown as ExpressionSpecification,
        'text-font': strongFont,
        'text-size': 13,
        'text-line-height': 1.25,
        'text-anchor': 'top',
        'text-offset': below([dotsFrom, 0.4], [symbolsFrom, 1], [17, 1.3]),
        'text-justify': 'left',
        'text-allow-overlap': true,
        'text-max-width': 20,
      },
      paint: { 'text-color': palette.ink, 'text-halo-color': palette.labelHalo, 'text-halo-width': 2 },
    }),
  ],
  legend: ({ palette, language }) => {
    const text = words(language).loop.whistle;
    const hollow = { shape: 'hollow' as const, icon: '', fill: palette.sheet, ink: palette.sheet, ring: 0 };
    const row = (label: string, colour: string, isFull: boolean) => ({
      label,
      colour,
      shape: 'point' as const,
      mark: isFull ? { ...hollow, shape: 'disc' as const, fill: colour, edge: colour } : { ...hollow, edge: colour },
    });
    const [there, waiting, late] = text.legend as [string, string, string];
    return [row(there, palette.jade, true), row(waiting, palette.ink, false), row(late, palette.amber, false)];
  },
  select: ({ properties }) => (typeof properties?.id === 'number' ? { kind: 'incident', id: properties.id } : null),
  popup: ({ properties }, { language }) => ({
    title: words(language).loop.whistle.title,
    lines: textOf(properties, 'lines').split('\n'),
  }),
});
