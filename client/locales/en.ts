import { accessMessages } from './access-en.ts';
import { areasMessages } from './areas-en.ts';
import { catalogueMessages } from './catalogue-en.ts';
import { chainMessages } from './chain-en.ts';
import { consoleMessages } from './console-en.ts';
import { campaignMessages, diaryMessages } from './diary-en.ts';
import { doorsMessages } from './doors-en.ts';
import { dutiesMessages } from './duties-en.ts';
import { emergencyMessages } from './emergency-en.ts';
import { exportsMessages } from './exports-en.ts';
import { importsMessages } from './imports-en.ts';
import { loopMessages } from './loop-en.ts';
import { mediationMessages } from './mediation-en.ts';
import { mergingMessages } from './merging-en.ts';
import { packsMessages } from './packs-en.ts';
import { pastMessages } from './past-en.ts';
import { patrolMessages } from './patrol-en.ts';
import { planningMessages } from './planning-en.ts';
import { qualityMessages } from './quality-en.ts';
import { recordsMessages } from './records-en.ts';
import { registerMessages } from './register-en.ts';
import { remoteMessages } from './remote-en.ts';
import { reportMessages } from './report-en.ts';
import { reviewsMessages } from './reviews-en.ts';
import { statisticsMessages } from './statistics-en.ts';
import { walkMessages } from './walk-en.ts';
import { wallMessages } from './wall-en.ts';
import { workMessages } from './work-en.ts';
import type { Messages } from './zh-CN.ts';

export const messages: Messages = {
  product: 'Jingwei',
  ...consoleMessages,
  access: accessMessages,
  areas: areasMessages,
  records: recordsMessages,
  catalogue: catalogueMessages,
  loop: loopMessages,
  report: reportMessages,
  work: workMessages,
  past: pastMessages,
  statistics: statisticsMessages,
  mediation: mediationMessages,
  merging: mergingMessages,
  reviews: reviewsMessages,
  imports: importsMessages,
  campaigns: campaignMessages,
  diary: diaryMessages,
  duties: dutiesMessages,
  registerBooks: registerMessages,
  wall: wallMessages,
  packs: packsMessages,
  exports: exportsMessages,
  patrol: patrolMessages,
  planning: planningMessages,
  remote: remoteMessages,
  walk: walkMessages,
  emergency: emergencyMessages,
  doors: doorsMessages,
  chain: chainMessages,
  quality: qualityMessages,
  layers: {
    ground: 'Base map',
    buildings: 'Buildings',
    grids: 'Grids',
    compounds: 'Compounds',
    incidents: 'Incidents',
    patrol: 'Patrol',
    organisations: 'Organisations',
    facilities: 'Facilities',
    devices: 'Devices',
    land: {
      park: 'Park',
      water: 'Water',
      school: 'School or hospital',
      commercial: 'Commercial',
      industrial: 'Industrial',
    },
    roads: {
      trunk: 'Expressway',
      main: 'Main road',
      side: 'Side road',
      local: 'Street or lane',
      path: 'Path',
      rail: 'Railway',
    },
    indicator: {
      incident_open_count: 'Open incidents',
      incident_overdue_count: 'Overdue incidents',
      household_count: 'Households',
      visit_due_count: 'Visits due',
      visit_overdue_count: 'Visits overdue',
      proactive_share: 'Found before complaints',
    },
    indicator_unit: {
      incident_open_count: '',
      incident_overdue_count: '',
      household_count: '',
      visit_due_count: '',
      visit_overdue_count: '',
      proactive_share: '%',
    },
    outside: 'outside your duties',
    rounded: (indicator) => `${indicator} (rounded, small ones hidden)`,
    no_value: 'No data yet',
    residential: 'Residential',
    other_building: 'Other building',
    lit: 'Homes, lit at night',
    floors: (count) => (count === 1 ? '1 floor' : `${count} floors`),
    building: 'Building',
    walled: 'Walled compound',
    open: 'Open compound',
    urgency: ['Settled', 'Open', 'Due within 24 hours', 'Overdue'],
    colouring: { urgency: 'by urgency', settled: 'by level settled', hands: 'by hands' },
    course: {
      settled: ['Not settled yet', 'Settled by the grid', 'By the community', 'By the street', 'By the district'],
      hands: ['In no hands yet', '1 pair of hands', '2 hands', '3 hands', '4 hands or more'],
    },
    density: 'Incidents, from few to many',
    cluster: (count) => `${count} incidents`,
    cluster_most: (course) => `At most: ${course.toLowerCase()}`,
    cluster_overdue: (count) => `${count} of them overdue`,
    overdue_short: 'overdue',
    route: 'Patrol route',
    freshness_title: 'Last confirmed',
    freshness_short: ['30 days', '90 days', '180 days', 'a year', 'longer ago or never'],
    freshness: [
      'Confirmed within 30 days',
      'Within 90 days',
      'Within 180 days',
      'Within a year',
      'Over a year ago or never',
    ],
    confirmed: (days) => (days === '1' ? 'Confirmed yesterday' : `Confirmed ${days} days ago`),
    confirmed_today: 'Confirmed today',
    never_confirmed: 'Never confirmed',
    status: { working: 'Working', faulty: 'Faulty', off: 'Off' },
  },
  map: {
    label: 'Map. Arrow keys move, plus and minus zoom, Enter opens what is in the middle',
    scale: 'Scale',
    north: 'Turn north up',
    attribution: 'Sources',
    approval: 'Map approval number',
    split: 'Click to split',
    image_period: (from, to) => `Incidents from ${from} to ${to}`,
    image_made: (day) => `Drawn on ${day}`,
    demo: 'Demonstration data; every person is invented',
    error_webgl: 'This browser cannot draw the map. Use a current browser or switch on hardware acceleration.',
    error_data: 'Some map data did not arrive. Try again in a moment.',
    error_image: 'The picture could not be made. Please try again.',
  },
};
