import { describe, expect, it } from 'vitest';
import { words } from '../../../client/locales/index.ts';
import type { AuditKind } from '../../../server/access/audit.ts';

/** Every leaf of the words with its kind: `search.none: function`. */
function leaves(value: unknown, path = ''): string[] {
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, inner]) => leaves(inner, path ? `${path}.${key}` : key));
  }
  return [`${path}: ${typeof value}`];
}

describe('words', () => {
  it('has the same keys in both languages', () => {
    expect(leaves(words('en')).sort()).toEqual(leaves(words('zh-CN')).sort());
    expect(leaves(words('zh-CN')).length).toBeGreaterThan(300);
  });

  it('says nothing in English on the Chinese screen, beside names of formats', () => {
    const latin = leafTexts(words('zh-CN')).filter((text) => /[A-Za-z]{3,}/.test(text));
    expect(
      latin.filter(
        (text) =>
          !/OSM|GeoJSON|GeoPackage|Shapefile|XLSX|Excel|QGIS|UTF|GBK|CGCS|CSV|GPX|ICS|PDF|NFC|WGS|GCJ|KML|DXF|OpenStreetMap|Web|English|Esc|Alt|Ctrl|Shift|Delete|https|png|json|wang\.li/.test(
            text,
          ),
      ),
    ).toEqual([]);
  });

  it('speaks without exclamation marks', () => {
    for (const language of ['zh-CN', 'en'] as const) {
      expect(leafTexts(words(language)).filter((text) => /[!！]/.test(text))).toEqual([]);
    }
  });

  it('names everything that is written into the audit log', () => {
    const kinds = {
      sign_in: 1,
      sign_in_failed: 1,
      sign_out: 1,
      password_changed: 1,
      password_reset: 1,
      session_ended: 1,
      second_factor_on: 1,
      second_factor_off: 1,
      second_factor_failed: 1,
      token_made: 1,
      token_revoked: 1,
      screen_let_in: 1,
      screen_shut_out: 1,
      wall_made: 1,
      wall_changed: 1,
      wall_deleted: 1,
      wall_steered: 1,
      wall_remote_taken: 1,
      scene_changed: 1,
      scene_reset: 1,
      person_made: 1,
      person_changed: 1,
      person_disabled: 1,
      person_enabled: 1,
      grant_made: 1,
      grant_ended: 1,
      hand_over: 1,
      role_changed: 1,
      retention_changed: 1,
      retention_asked: 1,
      change_undone: 1,
      resident_searched: 1,
      resident_exported: 1,
      resident_corrected: 1,
      resident_erased: 1,
      incident_export: 1,
      layer_export: 1,
      residents_export: 1,
      reporter_contact: 1,
      diary_looked: 1,
      campaign_begun: 1,
      campaign_ended: 1,
      mediation_opened: 1,
      emergency_declared: 1,
      emergency_ended: 1,
      shift_declared: 1,
      shift_routine: 1,
      patrol_issued: 1,
      patrol_withdrawn: 1,
      patrol_sheets: 1,
      duplicates_listed: 1,
      duplicates_merged: 1,
      merging_undone: 1,
      geocode_decided: 1,
      geocode_undone: 1,
      area_reorganised: 1,
      area_reorganisation_undone: 1,
      import_begun: 1,
      import_applied: 1,
      import_undone: 1,
      import_discarded: 1,
      import_rejects_taken: 1,
    } satisfies Record<AuditKind, 1>;
    expect(Object.keys(words('zh-CN').records.audit.kind).sort()).toEqual(Object.keys(kinds).sort());
  });

  it('counts in English with the right number', () => {
    expect(words('en').area.due('1')).toBe('1 visit due');
    expect(words('en').area.due('12')).toBe('12 visits due');
  });
});

function leafTexts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'function') return [String((value as (...values: unknown[]) => unknown)('', '', '', ''))];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leafTexts) : [];
}
