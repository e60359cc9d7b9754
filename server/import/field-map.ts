import { plainName } from './column-names.ts';
import { importFault } from './faults.ts';
import { isForbidden } from './forbidden.ts';
import type { Layer } from './layers.ts';

const idNames = ['sourceid', 'id', 'uid', 'uuid', 'guid', 'globalid', '编号', '唯一标识', '序号id'];

interface Target {
  field: string;
  /** Of several columns that fit one field the lowest rank wins. */
  rank: number;
}

/** Which column of a file fills which of our fields; learns the file's columns as they come by. */
export class FieldMap {
  /** Columns that must never be held and were left out. */
  readonly dropped = new Set<string>();
  private readonly seen = new Map<string, Target | null>();
  private readonly seenFields = new Set<string>();
  private readonly constants = new Map<string, string>();
  private readonly explicit = new Map<string, string[]>();
  private readonly mapped = new Set<string>();

  /**
   * @param forbidden columns that were found to hold what must never be held.
   * @throws AppError when the mapping names an unknown field or a column that must never be held.
   */
  constructor(
    private readonly layer: Pick<Layer, 'columns'>,
    mapping: Record<string, string>,
    private readonly onlyMapped = false,
    private readonly forbidden: readonly string[] = [],
  ) {
    const fields = [...layer.columns.map(({ name }) => name), 'source_id'];
    for (const [field, theirs] of Object.entries(mapping)) {
      if (!fields.includes(field))
        throw importFault(
          `没有字段 ${field}；可用的字段：${fields.join('、')}。`,
          `There is no field ${field} to map to; the fields are ${fields.join(', ')}.`,
          field,
        );
      this.mapped.add(field);
      const constant = /^'(.*)'$/.exec(theirs);
      if (constant) this.constants.set(field, constant[1]!);
      else if (this.isNever(theirs))
        throw importFault(
          `列 ${theirs} 属于本系统不得保存的信息，不能导入。`,
          `The column ${theirs} is information that Jingwei must never hold; it cannot be imported.`,
          field,
        );
      else if (theirs !== '') this.explicit.set(theirs, [...(this.explicit.get(theirs) ?? []), field]);
    }
  }

  /** Values by field of one row's columns; fields that the row does not have are absent. */
  read(properties: Record<string, unknown>): Map<string, unknown> {
    const values = new Map<string, unknown>(this.constants);
    const ranks = new Map<string, number>();
    for (const [column, value] of Object.entries(properties)) {
      const targets = this.explicit.get(column);
      if (targets) {
        this.seen.set(column, null);
        for (const field of targets) values.set(field, value);
      }
      const target = this.targetOf(column);
      if (!target || this.mapped.has(target.field)) continue;
      const isEmpty = value === null || value === undefined || value === '';
      const rank = target.rank + (isEmpty ? 1000 : 0);
      if (rank >= (ranks.get(target.field) ?? Number.POSITIVE_INFINITY)) continue;
      ranks.set(target.field, rank);
      values.set(target.field, value);
    }
    for (const field of values.keys()) this.seenFields.add(field);
    return values;
  }

  /**
   * Checks that the columns named in the mapping and those that every row needs have come by.
   * @param derived required fields that can be worked out without a column.
   * @throws AppError naming the missing column and those that are there.
   */
  checkColumns(derived: string[]): void {
    const list = [...this.seen.keys()].slice(0, 30).join(', ') || '—';
    for (const column of this.explicit.keys())
      if (!this.seen.has(column))
        throw importFault(
          `文件没有列 ${column}；它的列是：${list}。`,
          `The file has no column ${column}; its columns are ${list}.`,
          column,
        );
    for (const { name, required } of this.layer.columns) {
      if (!required || derived.includes(name) || this.seenFields.has(name)) continue;
      throw importFault(
        `文件没有 ${name} 列；它的列是：${list}。可用 --map ${name}=列名 指定。`,
        `The file has no column for ${name}; its columns are ${list}. Name it with --map ${name}=COLUMN.`,
        name,
      );
    }
  }

  private targetOf(column: string): Target | null {
    const known = this.seen.get(column);
    if (known !== undefined) return known;
    const never = this.isNever(column);
    const target = never || this.onlyMapped ? null : this.find(plainName(column));
    if (never) this.dropped.add(column);
    this.seen.set(column, target);
    return target;
  }

  private isNever(column: string): boolean {
    return this.forbidden.includes(column) || isForbidden(column);
  }

  private find(plain: string): Target | null {
    const idRank = idNames.indexOf(plain);
    if (idRank >= 0) return { field: 'source_id', rank: idRank };
    let best: Target | null = null;
    for (const { name, synonyms } of this.layer.columns) {
      const rank = plainName(name) === plain ? 0 : synonyms.indexOf(plain) + 1;
      if ((rank > 0 || plainName(name) === plain) && (!best || rank < best.rank)) best = { field: name, rank };
    }
    return best;
  }
}
