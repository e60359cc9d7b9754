import { fieldNames } from './field-names.ts';

/** What a column takes; coded values are given by id or by Chinese or English name. */
export type ColumnType = 'text' | 'integer' | 'number' | 'boolean' | 'date' | 'time' | 'timestamp';

/** A field as it is named to people. */
export interface NamedField {
  name: string;
  zh?: string;
  /** What the file calls it, where that is known: people are told of it by this name. */
  theirs?: string;
  /** About a person: it stands sealed, and what is wrong with it does not quote it. */
  sealed?: boolean;
}

/** One column that a file can fill. */
export interface LayerColumn extends NamedField {
  zh: string;
  en: string;
  type: ColumnType;
  /** PostgreSQL's type name. */
  sqlType: string;
  /** Other names under which files carry it, lower case, without spaces, underscores and hyphens. */
  synonyms: string[];
  required?: boolean;
  /** Signs of a text at most. */
  longest?: number;
  /** Words that may stand behind a number, and say no more than its field does; the longest first. */
  units?: readonly string[];
  /** Lowest and highest value, both allowed. */
  range?: [number, number];
  /** Name of the catalogue under data/codes that translates names to ids; other values are refused. */
  catalogue?: string;
  /** Values that the catalogue does not know are kept as they stand. */
  free?: true;
  /** The only values allowed. */
  allowed?: string[];
  /** Stands where the file leaves the column empty and the table does not allow that; the table's default. */
  fallback?: string;
}

const sqlTypes: Record<ColumnType, string> = {
  text: 'text',
  integer: 'int',
  number: 'float8',
  boolean: 'boolean',
  date: 'date',
  time: 'time',
  timestamp: 'timestamptz',
};

/** A field of this name and type; synonyms with blanks between. */
export function column(name: string, type: ColumnType, synonyms: string, more: Partial<LayerColumn> = {}): LayerColumn {
  const [zh, en] = fieldNames[name]!;
  return { name, zh, en, type, sqlType: sqlTypes[type], synonyms: synonyms.split(' ').filter(Boolean), ...more };
}

/** Fields under the names that a file gives them. @param mapping their column by our field; a constant in quotes is no column. */
export function asTheirs(columns: readonly LayerColumn[], mapping: Readonly<Record<string, string>>): LayerColumn[] {
  return columns.map((field) => {
    const theirs = mapping[field.name];
    return theirs === undefined || theirs === '' || /^'.*'$/.test(theirs) ? field : { ...field, theirs };
  });
}
