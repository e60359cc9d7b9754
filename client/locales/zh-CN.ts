import { accessMessages } from './access-zh-CN.ts';
import { areasMessages } from './areas-zh-CN.ts';
import { catalogueMessages } from './catalogue-zh-CN.ts';
import { chainMessages } from './chain-zh-CN.ts';
import { consoleMessages } from './console-zh-CN.ts';
import { campaignMessages, diaryMessages } from './diary-zh-CN.ts';
import { doorsMessages } from './doors-zh-CN.ts';
import { dutiesMessages } from './duties-zh-CN.ts';
import { emergencyMessages } from './emergency-zh-CN.ts';
import { exportsMessages } from './exports-zh-CN.ts';
import { importsMessages } from './imports-zh-CN.ts';
import { loopMessages } from './loop-zh-CN.ts';
import { mediationMessages } from './mediation-zh-CN.ts';
import { mergingMessages } from './merging-zh-CN.ts';
import { packsMessages } from './packs-zh-CN.ts';
import { pastMessages } from './past-zh-CN.ts';
import { patrolMessages } from './patrol-zh-CN.ts';
import { planningMessages } from './planning-zh-CN.ts';
import { qualityMessages } from './quality-zh-CN.ts';
import { recordsMessages } from './records-zh-CN.ts';
import { registerMessages } from './register-zh-CN.ts';
import { remoteMessages } from './remote-zh-CN.ts';
import { reportMessages } from './report-zh-CN.ts';
import { reviewsMessages } from './reviews-zh-CN.ts';
import { statisticsMessages } from './statistics-zh-CN.ts';
import { walkMessages } from './walk-zh-CN.ts';
import { wallMessages } from './wall-zh-CN.ts';
import { workMessages } from './work-zh-CN.ts';

// Chinese, the primary language of the screen. Short, polite, concrete; numbers come in already formatted.
export const messages = {
  product: '经纬',
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
    ground: '底图',
    buildings: '楼栋',
    grids: '网格',
    compounds: '小区',
    incidents: '事件',
    patrol: '巡逻',
    organisations: '单位',
    facilities: '公共设施',
    devices: '设备',
    land: { park: '绿地', water: '水面', school: '学校、医院', commercial: '商业', industrial: '工业' },
    roads: { trunk: '快速路', main: '主干路', side: '支路', local: '街巷', path: '步道', rail: '铁路' },
    indicator: {
      incident_open_count: '未办结事件',
      incident_overdue_count: '逾期事件',
      household_count: '户数',
      visit_due_count: '待走访',
      visit_overdue_count: '逾期未访',
      proactive_share: '未诉先办',
    },
    indicator_unit: {
      incident_open_count: '件',
      incident_overdue_count: '件',
      household_count: '户',
      visit_due_count: '户',
      visit_overdue_count: '户',
      proactive_share: '%',
    },
    no_value: '暂无数据',
    outside: '职责范围外',
    rounded: (indicator: string) => `${indicator}（约数，过少的不显示）`,
    residential: '住宅',
    other_building: '其他建筑',
    lit: '夜里亮灯的住宅',
    floors: (count: number) => `${count}层`,
    building: '楼栋',
    walled: '封闭小区',
    open: '开放小区',
    urgency: ['已办结', '未办结', '24小时内到期', '已逾期'] as readonly string[],
    colouring: { urgency: '按缓急', settled: '按办结层级', hands: '按经手次数' },
    course: {
      settled: ['尚未办结', '网格办结', '社区办结', '街道办结', '区县办结'],
      hands: ['尚未分流', '经1手', '经2手', '经3手', '经4手及以上'],
    } as Record<'settled' | 'hands', readonly string[]>,
    density: '事件由少到多',
    cluster: (count: string) => `${count}件事件`,
    cluster_most: (course: string) => `最多的：${course}`,
    cluster_overdue: (count: string) => `其中逾期${count}件`,
    overdue_short: '逾期',
    route: '巡逻路线',
    freshness_title: '上次核实',
    freshness_short: ['30天内', '90天内', '180天内', '一年内', '更久或从未'] as readonly string[],
    freshness: ['30天内核实', '90天内核实', '180天内核实', '一年内核实', '一年以上或从未核实'] as readonly string[],
    confirmed: (days: string) => `${days}天前核实`,
    confirmed_today: '今天核实',
    never_confirmed: '从未核实',
    status: { working: '正常', faulty: '故障', off: '停用' } as Record<string, string>,
  },
  map: {
    label: '地图。方向键移动，加减键缩放，回车键选中中心的对象',
    scale: '比例尺',
    north: '恢复正北朝上',
    attribution: '数据来源',
    approval: '审图号',
    split: '点击展开',
    image_period: (from: string, to: string) => `事件期间 ${from} 至 ${to}`,
    image_made: (day: string) => `制图日期 ${day}`,
    demo: '演示数据，人物均为虚构',
    error_webgl: '这台设备的浏览器无法绘制地图，请换用新版浏览器，或开启硬件加速。',
    error_data: '部分地图数据没有取到，请稍后再试。',
    error_image: '没能生成图片，请再试一次。',
  },
};

/** The keys that every language has. */
export type Messages = typeof messages;
