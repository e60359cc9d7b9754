/** What is reported at a dwelling or on a street; 「{p}」 stands for the place, at the front of every title. */
interface Texts {
  home: readonly string[];
  street: readonly string[];
  /** Share that happens at dwellings rather than on streets. */
  homeShare: number;
  /** What a closer look says; one is picked. */
  notes: readonly string[];
}

/** Titles a category; ids of data/codes/incident-category.json. */
export const incidentTexts: Record<string, Texts> = {
  environment: {
    homeShare: 0.45,
    home: [
      '{p}垃圾桶满溢',
      '{p}楼下垃圾未清运',
      '{p}旁装修垃圾堆放',
      '{p}楼道堆放杂物',
      '{p}绿化带有垃圾',
      '{p}污水井返味',
    ],
    street: [
      '{p}门前垃圾未清运',
      '{p}路面有油污',
      '{p}旁暴露垃圾',
      '{p}流动摊点占道',
      '{p}绿地有白色垃圾',
      '{p}墙面小广告',
      '{p}落叶堵塞雨水口',
    ],
    notes: ['已拍照，约一板车，需要清运车。', '附近商户反映两天未清。', '气味较重，居民绕行。'],
  },
  parking: {
    homeShare: 0.55,
    home: ['{p}电动车堵塞单元门', '{p}旁车辆堵住出口', '{p}电动车飞线充电', '{p}消防车位被占'],
    street: ['{p}人行道违停', '{p}门前共享单车堆放', '{p}非机动车道停车', '{p}占用盲道停车', '{p}双排停车占道'],
    notes: ['早晚高峰反复出现。', '车主电话未留，需联系处置。', '行人只能走机动车道。'],
  },
  public_works: {
    homeShare: 0.35,
    home: ['{p}楼前路灯不亮', '{p}井盖松动', '{p}雨后积水', '{p}健身器材损坏', '{p}路面塌陷'],
    street: [
      '{p}路灯不亮',
      '{p}井盖破损',
      '{p}路面坑洼',
      '{p}雨水口堵塞积水',
      '{p}护栏倾斜',
      '{p}人行道地砖松动',
      '{p}公交站牌损坏',
    ],
    notes: ['已放置警示锥。', '夜间经过有绊倒风险。', '现场约两平方米。'],
  },
  property: {
    homeShare: 1,
    home: [
      '{p}电梯停运',
      '{p}单元门损坏',
      '{p}楼顶渗水',
      '{p}水管爆裂',
      '{p}下水道堵塞',
      '{p}停水未通知',
      '{p}电梯异响',
      '{p}楼道灯不亮',
    ],
    street: [],
    notes: ['物业答复当天安排维修。', '居民反映已持续三天。', '涉及整单元用水。'],
  },
  dispute: {
    homeShare: 0.85,
    home: [
      '{p}上下楼漏水纠纷',
      '{p}邻里占用公共空间',
      '{p}物业费争议',
      '{p}宠物扰邻',
      '{p}装修时间纠纷',
      '{p}停车位纠纷',
    ],
    street: ['{p}消费纠纷', '{p}经营占道争执', '{p}欠薪投诉'],
    notes: ['双方同意到社区调解。', '已约定次日上门。', '情绪平稳，等待调解。'],
  },
  noise: {
    homeShare: 0.5,
    home: ['{p}深夜装修', '{p}楼上噪声扰民', '{p}广场舞音量过大', '{p}空调外机噪声'],
    street: ['{p}工地夜间施工', '{p}商铺外放喇叭', '{p}烧烤摊夜间喧哗', '{p}卡拉OK扰民', '{p}渣土车夜间鸣笛'],
    notes: ['周边多户反映。', '现场已劝停，需回访。', '持续到零点以后。'],
  },
  safety: {
    homeShare: 0.55,
    home: ['{p}外墙瓷砖脱落', '{p}燃气软管老化', '{p}高空抛物隐患', '{p}围墙倾斜', '{p}树枝压电线'],
    street: ['{p}广告牌松动', '{p}施工围挡破损', '{p}电线垂落', '{p}行道树倾斜', '{p}河道护栏缺失'],
    notes: ['已拉警戒线。', '需要专业单位到场判断。', '过往行人较多。'],
  },
  fire: {
    homeShare: 0.75,
    home: ['{p}楼道堆放易燃物', '{p}消防通道堵塞', '{p}楼内电动车充电', '{p}灭火器过期', '{p}消火栓无水'],
    street: ['{p}沿街商铺违规用电', '{p}店内住人', '{p}餐饮店灭火器缺失', '{p}焚烧落叶'],
    notes: ['已当面告知，限期整改。', '当天复查。', '需消防部门协同。'],
  },
  traffic: {
    homeShare: 0,
    home: [],
    street: ['{p}信号灯故障', '{p}车辆剐蹭', '{p}早高峰拥堵', '{p}标线不清', '{p}道路遗撒', '{p}斑马线磨损'],
    notes: ['现场已疏导。', '需要交警到场。', '占用一条车道。'],
  },
  welfare: {
    homeShare: 1,
    home: [
      '{p}住户申请助餐',
      '{p}申请适老化改造',
      '{p}咨询医保续保',
      '{p}申请临时救助',
      '{p}申请办理居住证',
      '{p}预约上门体检',
    ],
    street: [],
    notes: ['材料齐全，等待办理。', '需社区上门核实。', '已告知办理流程。'],
  },
  construction: {
    homeShare: 0.8,
    home: ['{p}楼顶违章搭建', '{p}一楼私搭围栏', '{p}阳台外扩', '{p}占绿硬化'],
    street: ['{p}门前私搭雨棚', '{p}占道搭建', '{p}彩钢棚未拆除'],
    notes: ['已下达告知单。', '当事人承诺三日内自拆。', '需城管到场测量。'],
  },
  order: {
    homeShare: 0.4,
    home: ['{p}非机动车被盗', '{p}陌生人员尾随推销', '{p}快递丢失', '{p}可疑推销上门'],
    street: ['{p}发生口角', '{p}醉酒滋事', '{p}店铺被盗', '{p}可疑人员徘徊'],
    notes: ['已报警务室。', '等待调取公共区域录像。', '现场已平息。'],
  },
};

/** Severity weights a category: low, normal, high, urgent. */
export const severityWeights: Record<string, readonly [number, number, number, number]> = {
  environment: [39, 55, 5.6, 0.4],
  parking: [43, 52, 4.8, 0.2],
  public_works: [18, 58, 19, 5],
  property: [16, 60, 19, 5],
  dispute: [24, 60, 14, 2],
  noise: [44, 51, 5, 0],
  safety: [8, 46, 33, 13],
  fire: [6, 46, 34, 14],
  traffic: [16, 50, 24, 10],
  welfare: [34, 58, 7, 1],
  construction: [12, 66, 20, 2],
  order: [12, 52, 26, 10],
};

/** How incidents come in by category: worker, public, patrol, device, hotline. */
export function channelWeights(category: string): readonly [number, number, number, number, number] {
  if (category === 'noise' || category === 'dispute') return [24, 36, 6, 0, 34];
  if (category === 'order' || category === 'traffic') return [26, 26, 30, 4, 14];
  if (category === 'public_works' || category === 'fire') return [46, 20, 16, 8, 10];
  if (category === 'property' || category === 'welfare') return [40, 38, 1, 0, 21];
  return [52, 20, 15, 1, 12];
}
