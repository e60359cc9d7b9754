import type { Database } from '../db/open.ts';

/** What is written down of accounts, grants, tokens and settings. */
export type AuditKind =
  | 'sign_in'
  | 'sign_in_failed'
  | 'sign_out'
  | 'password_changed'
  | 'password_reset'
  | 'session_ended'
  | 'second_factor_on'
  | 'second_factor_off'
  | 'second_factor_failed'
  | 'token_made'
  | 'token_revoked'
  | 'screen_let_in'
  | 'screen_shut_out'
  | 'wall_made'
  | 'wall_changed'
  | 'wall_deleted'
  | 'wall_steered'
  | 'wall_remote_taken'
  | 'scene_changed'
  | 'scene_reset'
  | 'person_made'
  | 'person_changed'
  | 'person_disabled'
  | 'person_enabled'
  | 'grant_made'
  | 'grant_ended'
  | 'hand_over'
  | 'role_changed'
  | 'retention_changed'
  | 'retention_asked'
  | 'change_undone'
  | 'resident_searched'
  | 'resident_exported'
  | 'resident_corrected'
  | 'resident_erased'
  | 'incident_export'
  | 'layer_export'
  | 'residents_export'
  | 'reporter_contact'
  | 'diary_looked'
  | 'campaign_begun'
  | 'campaign_ended'
  | 'mediation_opened'
  | 'emergency_declared'
  | 'emergency_ended'
  | 'shift_declared'
  | 'shift_routine'
  | 'patrol_issued'
  | 'patrol_withdrawn'
  | 'patrol_sheets'
  | 'duplicates_listed'
  | 'duplicates_merged'
  | 'merging_undone'
  | 'geocode_decided'
  | 'geocode_undone'
  | 'area_reorganised'
  | 'area_reorganisation_undone'
  | 'import_begun'
  | 'import_rejects_taken'
  | 'import_applied'
  | 'import_undone'
  | 'import_discarded';

/**
 * Writes down what the caller of this transaction did. Details never hold a secret.
 * @param about.area_code where it belongs, for the auditor of that area; the caller's own area when not given.
 */
export async function audit(
  sql: Database,
  kind: AuditKind,
  about: { area_code?: string; detail?: Record<string, string | number | boolean | string[] | null> } = {},
): Promise<void> {
  await sql`insert into audit_event (account_id, kind, area_code, detail)
    values (current_account(), ${kind},
      coalesce(${about.area_code ?? null}, (select area_code from account where id = current_account()), ''),
      ${sql.json(about.detail ?? {})})`;
}
