import type { Random } from './random.ts';

/** How a matter of the catalogue is put into words. */
export interface MatterTexts {
  /** At dwellings or on streets. */
  at: 'home' | 'street';
  /** Share among the matters of its category. */
  weight: number;
  /** 「{p}」 stands for the place, at the front of every title. */
  titles: readonly [string, ...string[]];
}

/** Titles by matter; ids of data/codes/matter.json. */
export const matterTexts: Record<string, MatterTexts> = {
  'environment.waste.litter': {
    at: 'street',
    weight: 21,
    titles: ['{p}路面散落垃圾', '{p}绿地有白色垃圾', '{p}旁暴露垃圾'],
  },
  'environment.waste.overflow': { at: 'home', weight: 11, titles: ['{p}垃圾桶满溢', '{p}楼下垃圾未清运'] },
  'environment.waste.bulky': { at: 'home', weight: 7, titles: ['{p}旧沙发堆在路边', '{p}大件家具无人清运'] },
  'environment.waste.rubble': { at: 'home', weight: 3, titles: ['{p}旁装修垃圾堆放', '{p}建筑垃圾倒在路边'] },
  'environment.waste.sorting': { at: 'home', weight: 8, titles: ['{p}投放点垃圾混投'] },
  'environment.surface.posters': { at: 'street', weight: 10, titles: ['{p}墙面小广告', '{p}电杆张贴小广告'] },
  'environment.surface.puddle': { at: 'street', weight: 6, titles: ['{p}污水漫到路面', '{p}门前污水横流'] },
  'environment.surface.droppings': { at: 'home', weight: 8, titles: ['{p}宠物粪便未清理'] },
  'environment.catering.fumes': { at: 'street', weight: 2, titles: ['{p}餐馆油烟直排'] },
  'environment.catering.grease': { at: 'street', weight: 2, titles: ['{p}餐饮店污水倒入雨水口'] },
  'environment.pests.breeding': { at: 'home', weight: 3, titles: ['{p}垃圾房蚊蝇孳生', '{p}绿化带老鼠出没'] },
  'environment.green.damaged': { at: 'home', weight: 2, titles: ['{p}绿地被踩踏种菜', '{p}花坛被压坏'] },
  'public_works.covers.missing': { at: 'street', weight: 1, titles: ['{p}井盖缺失'] },
  'public_works.covers.loose': { at: 'street', weight: 5, titles: ['{p}井盖松动', '{p}井盖破损有异响'] },
  'public_works.lighting.dark': { at: 'street', weight: 7, titles: ['{p}路灯不亮', '{p}连续三盏路灯不亮'] },
  'public_works.lighting.live_wire': { at: 'street', weight: 1, titles: ['{p}灯杆线头裸露'] },
  'public_works.pipes.burst': { at: 'street', weight: 2, titles: ['{p}供水管爆裂'] },
  'public_works.pipes.blocked': { at: 'home', weight: 5, titles: ['{p}下水道堵塞外溢', '{p}污水井冒水'] },
  'public_works.supply.outage': { at: 'home', weight: 1, titles: ['{p}整片停电', '{p}停气未通知'] },
  'public_works.furniture.seats': { at: 'home', weight: 6, titles: ['{p}健身器材损坏', '{p}休息座椅断裂'] },
  'public_works.furniture.access': { at: 'street', weight: 2, titles: ['{p}坡道被堵', '{p}盲道砖破损'] },
  'safety.falling.facade': { at: 'home', weight: 3, titles: ['{p}外墙瓷砖脱落', '{p}外墙保温层开裂'] },
  'safety.falling.balcony': { at: 'home', weight: 13, titles: ['{p}窗台花盆易坠', '{p}阳台外堆物'] },
  'safety.gas.leak': { at: 'home', weight: 1, titles: ['{p}闻到燃气味'] },
  'safety.gas.cylinders': { at: 'street', weight: 2, titles: ['{p}店内存放多个气瓶'] },
  'safety.wiring.tangled': { at: 'home', weight: 7, titles: ['{p}私拉电线', '{p}楼道电线乱接'] },
  'safety.wiring.flying_lead': { at: 'home', weight: 18, titles: ['{p}电动车飞线充电', '{p}窗口拉线充电'] },
  'safety.water_edge.railing': { at: 'street', weight: 2, titles: ['{p}河边护栏缺失'] },
  'safety.weather.tree': { at: 'street', weight: 3, titles: ['{p}行道树断枝', '{p}树枝压电线'] },
  'safety.weather.flooding': { at: 'street', weight: 2, titles: ['{p}低洼处积水'] },
  'safety.workplace.workshop': { at: 'home', weight: 1, titles: ['{p}小作坊线路老化'] },
  'fire.passage.lane': { at: 'home', weight: 5, titles: ['{p}消防车通道被占', '{p}消防车位停满'] },
  'fire.passage.stairs': { at: 'home', weight: 23, titles: ['{p}楼道堆放杂物', '{p}楼道堆放纸箱'] },
  'fire.passage.exit': { at: 'street', weight: 3, titles: ['{p}安全出口上锁'] },
  'fire.equipment.extinguisher': { at: 'street', weight: 7, titles: ['{p}灭火器过期', '{p}餐饮店灭火器缺失'] },
  'fire.equipment.hydrant': { at: 'home', weight: 2, titles: ['{p}消火栓无水'] },
  'fire.charging.indoor': { at: 'home', weight: 16, titles: ['{p}楼内电动车充电', '{p}电动车推进电梯'] },
  'fire.smoke.seen': { at: 'street', weight: 1, titles: ['{p}垃圾桶冒烟', '{p}焚烧落叶冒烟'] },
  'order.watch.gate': { at: 'home', weight: 8, titles: ['{p}单元门损坏', '{p}单元门闭门器失灵'] },
  'order.watch.unlit': { at: 'street', weight: 3, titles: ['{p}小巷夜间昏暗'] },
  'order.conflict.fight': { at: 'street', weight: 1, titles: ['{p}发生推搡'] },
  'order.conflict.fraud': { at: 'home', weight: 2, titles: ['{p}可疑推销上门', '{p}疑似保健品骗局'] },
  'order.conflict.gambling': { at: 'street', weight: 1, titles: ['{p}棋牌室疑似赌博'] },
  'order.crowd.market_day': { at: 'street', weight: 2, titles: ['{p}集市人流拥挤'] },
  'order.dogs.stray': { at: 'home', weight: 3, titles: ['{p}流浪犬出没'] },
  'order.dogs.leash': { at: 'home', weight: 10, titles: ['{p}遛犬不牵绳'] },
  'dispute.neighbours.leak': { at: 'home', weight: 13, titles: ['{p}上下楼漏水纠纷', '{p}楼上渗水争执'] },
  'dispute.neighbours.shared_space': { at: 'home', weight: 18, titles: ['{p}邻里占用公共空间', '{p}楼道鞋柜争执'] },
  'dispute.family.care': { at: 'home', weight: 3, titles: ['{p}家庭照料分担争议'] },
  'dispute.property.fees': { at: 'home', weight: 7, titles: ['{p}物业费争议', '{p}停车费争议'] },
  'dispute.trade.refund': { at: 'street', weight: 3, titles: ['{p}健身卡退费争议', '{p}理发卡退费争议'] },
  'dispute.trade.deposit': { at: 'home', weight: 6, titles: ['{p}租房押金争议'] },
  'dispute.labour.wages': { at: 'street', weight: 2, titles: ['{p}门店拖欠工资'] },
  'parking.cars.pavement': { at: 'street', weight: 7, titles: ['{p}人行道违停', '{p}占用盲道停车'] },
  'parking.cars.gateway': { at: 'home', weight: 4, titles: ['{p}车辆堵住出口', '{p}车辆堵住车库口'] },
  'parking.cars.abandoned': { at: 'home', weight: 2, titles: ['{p}长期停放废弃车'] },
  'parking.bicycles.shared': { at: 'street', weight: 18, titles: ['{p}共享单车堆放', '{p}门前共享单车倒伏'] },
  'parking.bicycles.mopeds': { at: 'home', weight: 18, titles: ['{p}电动车堵塞单元门', '{p}电动车占人行道'] },
  'parking.spaces.lock': { at: 'home', weight: 2, titles: ['{p}私装地锁占位'] },
  'construction.unlawful.under_way': { at: 'home', weight: 2, titles: ['{p}正在加盖雨棚', '{p}一楼正在搭建'] },
  'construction.unlawful.roof': { at: 'home', weight: 2, titles: ['{p}楼顶彩钢棚待认定'] },
  'construction.unlawful.yard': { at: 'home', weight: 3, titles: ['{p}私搭围栏占绿地', '{p}门前占道搭建'] },
  'construction.structure.bearing_wall': { at: 'home', weight: 1, titles: ['{p}装修砸承重墙'] },
  'construction.site.permit': { at: 'street', weight: 1, titles: ['{p}商铺未办手续施工'] },
  'construction.site.dust': { at: 'street', weight: 3, titles: ['{p}工地扬尘'] },
  'construction.signs.loose_sign': { at: 'street', weight: 3, titles: ['{p}广告牌松动', '{p}雨棚破损'] },
  'noise.living.dancing': { at: 'home', weight: 16, titles: ['{p}广场舞音量过大'] },
  'noise.living.decorating': { at: 'home', weight: 18, titles: ['{p}午休时间装修', '{p}深夜装修'] },
  'noise.living.pets': { at: 'home', weight: 10, titles: ['{p}犬只夜间吠叫'] },
  'noise.trade.hawking': { at: 'street', weight: 4, titles: ['{p}商铺外放喇叭'] },
  'noise.trade.night_bar': { at: 'street', weight: 5, titles: ['{p}烧烤摊夜间喧哗', '{p}歌厅夜间扰民'] },
  'noise.site.night_works': { at: 'street', weight: 3, titles: ['{p}工地夜间施工', '{p}渣土车夜间鸣笛'] },
  'property.lifts.trapped': { at: 'home', weight: 1, titles: ['{p}电梯困人'] },
  'property.lifts.fault': { at: 'home', weight: 10, titles: ['{p}电梯停运', '{p}电梯异响'] },
  'property.service.cleaning': { at: 'home', weight: 8, titles: ['{p}楼道保洁不到位'] },
  'property.service.gatekeeping': { at: 'home', weight: 4, titles: ['{p}门岗无人值守'] },
  'property.service.repairs': {
    at: 'home',
    weight: 11,
    titles: ['{p}楼顶渗水未修', '{p}楼道灯不亮', '{p}报修三天未修'],
  },
  'property.funds.use': { at: 'home', weight: 1, titles: ['{p}维修资金使用争议'] },
  'property.unmanaged.upkeep': { at: 'home', weight: 4, titles: ['{p}无物业楼院无人打扫'] },
  'welfare.elders.visit': { at: 'home', weight: 18, titles: ['{p}独居老人请求上门看望'] },
  'welfare.elders.meals': { at: 'home', weight: 5, titles: ['{p}住户申请助餐'] },
  'welfare.elders.missing': { at: 'street', weight: 1, titles: ['{p}老人走失协寻'] },
  'welfare.aid.hardship': { at: 'home', weight: 2, titles: ['{p}申请临时救助'] },
  'welfare.aid.equipment': { at: 'home', weight: 3, titles: ['{p}申请借用轮椅'] },
  'welfare.children.holidays': { at: 'home', weight: 4, titles: ['{p}假期托管需求'] },
  'welfare.errands.proxy': { at: 'home', weight: 18, titles: ['{p}请求上门代办', '{p}代办医保续保'] },
  'traffic.surface.pothole': { at: 'street', weight: 6, titles: ['{p}路面坑洼', '{p}路面塌陷一处'] },
  'traffic.surface.spill': { at: 'street', weight: 4, titles: ['{p}道路遗撒砂石'] },
  'traffic.devices.signal': { at: 'street', weight: 2, titles: ['{p}信号灯故障'] },
  'traffic.devices.sign': { at: 'street', weight: 3, titles: ['{p}标志牌被遮挡', '{p}标线不清'] },
  'traffic.devices.barrier': { at: 'street', weight: 2, titles: ['{p}隔离护栏倒伏'] },
  'traffic.flow.school_gate': { at: 'street', weight: 5, titles: ['{p}校门口拥堵'] },
  'traffic.flow.works': { at: 'street', weight: 2, titles: ['{p}占道施工无警示'] },
};

/** What no catalogue foresees: reported under a category, without an item. */
export const unforeseenTitles: Record<string, readonly [string, ...string[]]> = {
  environment: ['{p}蜂窝筑在檐下', '{p}河面有浮油'],
  public_works: ['{p}报刊亭无人认领', '{p}废弃电话亭待处理'],
  parking: ['{p}房车长期占位'],
  safety: ['{p}无人机频繁低飞'],
};

/** What a closer look says of a matter of a category. */
export const notes: Record<string, readonly [string, ...string[]]> = {
  environment: ['约一板车，需要清运车。', '附近商户反映两天未清。', '气味较重，居民绕行。'],
  parking: ['早晚高峰反复出现。', '车主电话未留，需联系处置。', '行人只能走机动车道。'],
  public_works: ['已放置警示锥。', '夜间经过有绊倒风险。', '现场约两平方米。'],
  property: ['物业答复当天安排维修。', '居民反映已持续三天。', '涉及整单元用水。'],
  dispute: ['双方同意到社区协商。', '已约定次日上门。', '情绪平稳，等待协商。'],
  noise: ['周边多户反映。', '现场已劝停，需回访。', '持续到零点以后。'],
  safety: ['已拉警戒线。', '需要专业单位到场判断。', '过往行人较多。'],
  fire: ['已当面告知，限期整改。', '当天复查。', '需消防部门协同。'],
  traffic: ['现场已疏导。', '需要交警到场。', '占用一条车道。'],
  welfare: ['材料齐全，等待办理。', '需社区上门核实。', '已告知办理流程。'],
  construction: ['已下达告知单。', '当事人承诺三日内自拆。', '需城管到场测量。'],
  order: ['已报警务室。', '等待调取公共区域录像。', '现场已平息。'],
};

/** How incidents come in by category: worker, public, patrol, device, hotline. Seven in ten are found before anybody complains. */
export function channelWeights(category: string): readonly [number, number, number, number, number] {
  if (category === 'noise' || category === 'dispute') return [42, 27, 10, 0, 21];
  if (category === 'order' || category === 'traffic') return [34, 16, 38, 4, 8];
  if (category === 'public_works' || category === 'fire') return [55, 13, 18, 7, 7];
  if (category === 'property' || category === 'welfare') return [57, 27, 2, 0, 14];
  return [65, 12, 15, 1, 7];
}

/** A matter of a category, as often as it happens. */
export function drawItem(category: string, random: Random): string {
  const items = Object.keys(matterTexts).filter((item) => item.startsWith(`${category}.`));
  return items[random.weighted(items.map((item) => matterTexts[item]!.weight))]!;
}
