import { type TownLogin, townAccounts } from '../fixtures/town-accounts.ts';

/** Everybody of the town with a credential, the wall, and somebody who is not signed in. */
export const logins = [...(Object.keys(townAccounts) as TownLogin[]), 'wall', 'nobody'] as const;

const fourGrids = '990106001001001 990106001001002 990106001002001 990106001002002';
const eleven =
  'auditor building_head community_secretary department_officer district_leader grid_worker patrol_coordinator public registrar street_leader wall';
const rules =
  'access_alert account_grant audit_event campaign_door change diary_deleted diary_entry duty_body duty_body_past duty_holder duty_holder_past emergency emergency_event emergency_order geocode_review hand_over household_past import_batch import_before import_reject incident incident_event joined_record mediation_paper need_tag need_tag_past opening patrol_check_in patrol_handover patrol_pass patrol_shift patrol_track reporter_contact resident_past retention_run session token visit visit_duty';
/** What is counted by another number than its own: an incident's by the incident, a case's by the case, photos by their sizes. */
export const keys: Record<string, string> = {
  ...{ incident_event: 'incident_id', incident_step: 'incident_id', whistle: 'incident_id', reply: 'incident_id' },
  ...{ mediation_event: 'case_id', mediation_paper: 'case_id', photo: 'byte_count' },
  ...{ emergency_order: 'emergency_id', emergency_event: 'emergency_id' },
  ...{ wall_scene: 'scene', wall_screen: 'wall_id', merging: 'change_id' },
};

/** Who sees who answered, and what: those of the place and below. */
const dutyPasts: [ids: string, logins: string][] = [
  ['986 987', 'leader registrar district auditor street'],
  ['986', 'secretary officer patrol worker head'],
];

/** Who sees which incidents: those of their area, and the worker 208, which they reported. */
const incidents: [ids: string, logins: string][] = [
  ['201 202 203 204 205 206 207 208 209 210 211 212', 'leader district'],
  ['201 202 203 204 205 206 207 208 209 210 211', 'street'],
  ['201 202 203 204 205 206 207', 'secretary officer'],
  ['201 202 203 204 208', 'worker'],
];

/** Who sees which emergencies: whose duties touch the area, from above or from within; never a wall. */
const emergencies: [ids: string, logins: string][] = [
  ['981 982 983', 'leader registrar district auditor street'],
  ['981 983', 'secretary officer patrol worker head'],
];

/** Who sees which shifts, plans, walks and what was done: who has to do with patrols there, walls too. */
const patrols: [ids: string, logins: string][] = [
  ['991 992', 'leader registrar district street wall'],
  ['991', 'secretary officer patrol'],
];

/** Who sees where squads went, and what they hand over: who plans there. */
const planners: [ids: string, logins: string][] = [
  ['991 992', 'leader registrar street'],
  ['991', 'secretary patrol'],
];

/**
 * What accounts get by `select * from TABLE` without a where: [ids in order (of tallies, area codes), whoever gets them].
 * Whoever is not named gets nothing. The worker has the file of household 41 open, the head that of 42, the registrar that
 * of 48; the secretary's opening of 47 is over.
 */
export const seen: Record<string, [ids: string, logins: string][]> = {
  access_alert: [['921 922', 'auditor']],
  account: [
    ['301 302 303 304 305 306 307 308 309 310', 'leader registrar district auditor'],
    // Names of colleagues stand in the log of openings that they may read: 302 opened a file of the street.
    ['302 305 306 307 308 309 310', 'street'],
    ['306 307 308 309 310', 'secretary'],
    ['306 309 310', 'worker'],
    ['309 310', 'head'],
    ['307', 'officer'],
    ['308', 'patrol'],
  ],
  account_grant: [
    ['301 302 303 304 305 306 307 308 309 310', 'leader registrar district auditor'],
    ['305 306 307 308 309 310', 'street'],
    ['306 307 308 309 310', 'secretary'],
    ['307', 'officer'],
    ['308', 'patrol'],
    ['309', 'worker'],
    ['310', 'head'],
  ],
  // Shown to everybody who gets past the API; edited by whose duty they lie in.
  building: [['21 22 23 24', logins.join(' ')]],
  // 996 is of the north's secretary, 997 of the south.
  campaign: [
    ['996 997', 'leader district street'],
    ['996', 'secretary worker'],
  ],
  campaign_door: [
    ['996 997', 'leader street'],
    ['996', 'secretary worker'],
  ],
  change: [
    ['986 987 988', 'leader registrar district auditor'],
    ['986 987', 'street'],
    ['986', 'secretary officer patrol worker head'],
  ],
  compound: [['11 12', logins.join(' ')]],
  device: [['111 112', logins.join(' ')]],
  facility: [['101 102', logins.join(' ')]],
  area_tally: [
    [fourGrids, 'leader street'],
    ['990106001001001 990106001001002', 'secretary'],
    ['990106001001001', 'worker'],
  ],
  audit_event: [
    ['931 932 933', 'auditor'],
    ['931', 'worker'],
    ['932', 'registrar'],
  ],
  diary_entry: [
    ['901 902 903', 'leader street'],
    ['901 902', 'secretary'],
    ['901', 'worker'],
  ],
  duty_holder: [
    [
      '221 222 223 224 225 226 227 228',
      'leader registrar district auditor street secretary officer patrol worker head',
    ],
  ],
  duty_set: [['1', 'leader registrar district auditor street secretary officer patrol worker head']],
  duty_body: [['996', 'leader registrar district auditor street secretary officer patrol worker head']],
  duty_body_past: dutyPasts,
  duty_holder_past: dutyPasts,
  emergency: emergencies,
  emergency_event: emergencies,
  emergency_order: emergencies,
  // Places, as facilities are.
  emergency_resource: [['984', logins.join(' ')]],
  hand_over: [['941', 'leader registrar district auditor street secretary worker']],
  household: [
    ['41 42 43 44 45 46 47 48', 'leader registrar street'],
    ['41 42 43 44 45 46 47', 'secretary worker'],
    ['41 42 43 44 45 46', 'head'],
  ],
  household_past: [
    ['986 987', 'leader registrar street'],
    ['986', 'secretary worker'],
  ],
  // Who imports, over the whole deployment.
  import_batch: [['995', 'registrar']],
  import_fix: [['995', 'registrar']],
  import_reject: [['995', 'registrar']],
  geocode_review: [
    ['986 987', 'leader district registrar street'],
    ['986', 'secretary'],
  ],
  // What places are called is no secret.
  geocode_synonym: [['986', logins.join(' ')]],
  incident: incidents,
  incident_event: incidents,
  incident_step: incidents,
  mediation_case: [
    ['971 972', 'leader street'],
    // The worker is the mediator.
    ['971', 'secretary worker'],
  ],
  mediation_event: [
    ['971 972', 'leader street'],
    ['971', 'secretary worker'],
  ],
  mediation_paper: [
    ['971', 'secretary worker'],
    ['972', 'street'],
  ],
  // The leader of the deployment's district and the street's arrange it and see its doors.
  merging: [
    ['986 987', 'leader street'],
    ['986', 'secretary'],
  ],
  need_tag: [['61 62', 'worker']],
  need_tag_past: [['986', 'worker']],
  organisation: [['91 92 93', logins.join(' ')]],
  opening: [
    ['911 912 913 914', 'leader registrar district auditor street'],
    ['911 912 914', 'secretary worker'],
    ['911 912', 'head'],
  ],
  patrol_check_in: patrols,
  patrol_handover: planners,
  patrol_plan: patrols,
  // Places, and who looks after them.
  patrol_point: [['181 182 183', logins.join(' ')]],
  patrol_shift: patrols,
  patrol_street: [['991', logins.join(' ')]],
  patrol_track: planners,
  patrol_walk: patrols,
  photo: [
    // One's own, and those of events that one sees; 963 is of nobody and nothing yet.
    ['961 964', 'worker'],
    ['962', 'secretary officer'],
    ['962 964', 'leader district street'],
  ],
  reply: [
    // 204 and 209 are hidden.
    ['204 205 209', 'leader district street'],
    ['204 205', 'secretary'],
    ['205', 'registrar auditor officer patrol worker head wall nobody'],
  ],
  report_pack: [
    ['591 592 593', 'leader registrar district auditor street wall'],
    ['591', 'secretary officer patrol'],
  ],
  quality_report: [
    ['990106 990106001 990106001001 990106001002', 'leader registrar district'],
    ['990106001 990106001001 990106001002', 'street'],
    ['990106001001', 'secretary'],
  ],
  resident: [
    ['51 52', 'worker'],
    ['53', 'head'],
    ['58 59', 'registrar'],
  ],
  resident_past: [
    ['986', 'worker'],
    ['987', 'registrar'],
  ],
  retention_rule: [[rules, 'registrar']],
  retention_run: [['951', 'registrar']],
  role: [[eleven, logins.join(' ')]],
  session: [
    ['301 302 303 304 305 306 307 308 309 310', 'registrar'],
    ['301 303 305 306 307 308 309 310', 'district'],
    ['301 306 307 308 309 310', 'leader'],
    ['305 306 307 308 309 310', 'street'],
    ['306 309 310', 'secretary'],
    ['304', 'auditor'],
    ['307', 'officer'],
    ['308', 'patrol'],
    ['309', 'worker'],
    ['310', 'head'],
  ],
  squad: [['171 172 991 992', logins.join(' ')]],
  // The wall's, which the registrar made.
  token: [['1', 'leader registrar district']],
  unit: [['31 32 33 34', logins.join(' ')]],
  visit: [['81 82 83', 'leader street secretary worker']],
  visit_duty: [
    ['71 72 73 74 75', 'leader street'],
    ['71 72 73 74', 'secretary worker head'],
    ['75', 'registrar'],
  ],
  // Whoever has any duty over an area, in it or above it: they may be shown the code of its wall.
  wall: [
    ['351 985 986', 'leader registrar district auditor street wall'],
    ['351 985', 'secretary officer patrol worker head'],
  ],
  wall_scene: [['bridge', `${Object.keys(townAccounts).join(' ')} wall nobody`]],
  wall_screen: [['351', 'leader registrar district']],
  whistle: [
    ['201 209', 'leader district street'],
    ['201', 'secretary officer worker'],
  ],
};
