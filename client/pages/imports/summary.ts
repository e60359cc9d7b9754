import type {
  ImportBatch,
  ImportCounts,
  ImportKind,
  ImportLayer,
  ImportProgress,
} from '../../../server/api/imports/schema.ts';
import { formatCount } from '../../format/number.ts';
import { formatSpan } from '../../format/span.ts';
import type { Messages } from '../../locales/index.ts';
import type { LanguageChoice } from '../../state/store.ts';
import { encodingName } from './encodings.ts';
import { isByAddress, missingFields, type Step, tableOf } from './steps.ts';

/** How things are said on this screen. */
export interface Speech {
  words: Messages;
  language: LanguageChoice;
}

/** A name in the language of the screen. */
export function nameOf({ zh, en }: { zh: string; en: string }, { language }: Pick<Speech, 'language'>): string {
  return language === 'en' ? en : zh;
}

/** What a file is called as an import: the kind's name. */
export function kindName(kind: ImportKind, layers: readonly ImportLayer[], speech: Pick<Speech, 'language'>): string {
  const layer = layers.find((each) => each.kind === kind);
  return layer ? nameOf(layer, speech) : kind;
}

/** Counts in one line: 新增 1,204 · 有变化 31 · 相同 8,840 · 退回 12. What is none is left out, unless all is. */
export function countsLine(counts: ImportCounts, { words, language }: Speech): string {
  const said = words.imports.counts;
  const parts = (['new', 'changed', 'same', 'deleted', 'rejected'] as const)
    .filter((key) => counts[key] > 0)
    .map((key) => said[key](formatCount(counts[key], language)));
  return parts.length > 0 ? parts.join(' · ') : said.none;
}

/** How sure a guess is, in words. */
export function confidenceWord(confidence: number, { words }: Pick<Speech, 'words'>): string {
  const [sure, likely, unsure] = words.imports.confidence;
  return confidence >= 0.9 ? sure : confidence >= 0.6 ? likely : unsure;
}

/** How far what runs has come: 已读 12,000 / 100,000 行 · 还需约3分钟. */
export function progressLine(progress: ImportProgress, { words, language }: Speech): string {
  const { imports } = words;
  const { progress: said } = imports;
  const { phase, rows, rows_total, seconds_left } = progress;
  const parts = [said.phases[phase]!];
  if (rows > 0)
    parts.push(said.rows(formatCount(rows, language), rows_total === null ? null : formatCount(rows_total, language)));
  // One statement takes them out: how many they are is known, how far it is not.
  else if (phase === 'undoing' && rows_total !== null) parts.push(imports.rows(formatCount(rows_total, language)));
  if (seconds_left !== null) parts.push(said.left(formatSpan(seconds_left * 1000, language)));
  return parts.join(' · ');
}

/** The one line of a settled question; '' where there is nothing to say. */
export function summaryOf(step: Step, batch: ImportBatch, layer: ImportLayer, speech: Speech): string {
  const { words, language } = speech;
  const { imports } = words;
  const { settings, counts } = batch;
  switch (step) {
    case 'file': {
      const table = tableOf(batch);
      const several = (batch.findings?.tables.length ?? 0) > 1;
      return [
        imports.formats[batch.findings?.format ?? ''] ?? batch.findings?.format,
        several && table?.name,
        encodingName(settings.encoding ?? table?.encoding?.name ?? ''),
        table && table.rows !== null && imports.rows(formatCount(table.rows, language)),
      ]
        .filter(Boolean)
        .join(' · ');
    }
    case 'place':
      return [settings.crs_words?.line[language], isByAddress(batch) && imports.place.isByAddress]
        .filter(Boolean)
        .join(' · ');
    case 'columns': {
      const missing = missingFields(batch, layer).length;
      const given = Object.keys(settings.mapping).length;
      const rest = (tableOf(batch)?.columns.length ?? given) - given;
      return missing > 0 ? imports.columns.missing(missing) : imports.columns.summary(given, Math.max(0, rest));
    }
    case 'rows':
      return batch.fix_count > 0 ? imports.look.mended(batch.fix_count) : imports.look.seen;
    case 'check':
      return counts ? countsLine(counts, speech) : '';
    case 'apply':
      return imports.states[batch.state] ?? '';
  }
}

/** What files are called besides the names of their kinds. What several kinds are called names none of them. */
const fileWords: Partial<Record<ImportKind, RegExp>> = {
  areas: /区划|辖区/,
  buildings: /房屋|建筑|楼宇|幢/,
  roads: /路网/,
  compounds: /物业/,
  organisations: /企业|商户|商铺|店铺|法人|门店/,
  facilities: /设施/,
  devices: /摄像|探头|监控|门禁/,
  incidents: /工单/,
  households: /住户|门牌|户籍/,
  residents: /人口|人员/,
};

/** The kind that a file's name speaks of; undefined where it names none, or several. */
export function kindOfFile(name: string, layers: readonly ImportLayer[]): ImportKind | undefined {
  if (/\.(osm|osm\.pbf|pbf)(\.gz)?$/i.test(name)) return 'osm';
  const plain = name.toLowerCase();
  const named = layers.filter(
    ({ kind, zh }) =>
      fileWords[kind]?.test(plain) ||
      [kind, kind.replace(/s$/, ''), ...zh.split(/[（）与]/)].some((word) => word.length > 1 && plain.includes(word)),
  );
  return named.length === 1 ? named[0]!.kind : undefined;
}
