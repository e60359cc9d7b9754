import type { Random } from '../../../server/simulator/random.ts';

/** The town's invented proper names; every draw takes a name that has not been given yet. */
export class Names {
  readonly #random: Random;
  readonly #used = new Set<string>();

  constructor(random: Random) {
    this.#random = random;
  }

  /** A street that runs west to east (路, 街) or north to south (路, 巷). */
  street(kind: 'tertiary' | 'residential' | 'living_street', eastWest: boolean): string {
    const ending =
      kind === 'tertiary' ? (eastWest ? '路' : '街') : kind === 'residential' ? (eastWest ? '街' : '路') : '巷';
    return this.#take(kind === 'living_street' ? laneWords : streetWords, (word) => word + ending);
  }

  /** A residential compound; the ending tells its time (新村 of the 1980s, 苑 of the 2000s, 府 of today). */
  compound(age: 'old' | 'middle' | 'new'): string {
    const endings = {
      old: ['新村', '小区', '家园', '宿舍'],
      middle: ['苑', '花园', '小区', '家园'],
      new: ['府', '华庭', '雅居', '名苑', '公馆'],
    }[age];
    return this.#take(compoundWords, (word) => word + this.#random.pick(endings));
  }

  /** A quarter of the old town (里). */
  quarter(): string {
    return this.#take(laneWords, (word) => `${word}里`);
  }

  property(): string {
    return `${this.#random.pick(companyWords)}物业服务有限公司`;
  }

  park(): string {
    return this.#take(parkWords, (word) => `${word}公园`);
  }

  factory(): string {
    return this.#take(factoryWords, (word) => word);
  }

  office(): string {
    return this.#take(officeWords, (word) => word);
  }

  /** True the first time a name is given. */
  claim(name: string): boolean {
    if (this.#used.has(name)) return false;
    this.#used.add(name);
    return true;
  }

  #take(words: readonly string[], form: (word: string) => string): string {
    for (let tries = 0; tries < 300; tries++) {
      const name = form(this.#random.pick(words));
      if (this.claim(name)) return name;
    }
    for (let number = 2; ; number++) {
      const name = form(`${this.#random.pick(words)}${numeral(number)}`);
      if (this.claim(name)) return name;
    }
  }
}

export const districtName = '澄江区';
export const streetAreaName = '望河街道';
/** From the north-west to the south-east, as the communities lie. */
export const communityNames = ['桂花里', '站前', '纸坊', '北桥', '书院', '柳荫', '南浦', '新渡'];

/** The great streets by their place in the plan. */
export const greatStreets = {
  ring: '西环路',
  expressway: '西环快速路',
  station: '站前路',
  avenue: ['澄江西路', '澄江东路'],
  mill: ['纸坊西路', '纸坊东路'],
  northBank: '沿江北路',
  southBank: '沿江南路',
  southRing: '南浦大道',
  columns: ['清河路', '望河大道', '书院路', '东堤路'],
  southColumn: '渡口路',
  river: '澄江',
  canal: '桂花河',
  railway: '澄江铁路',
  station_name: '澄江站',
  metro: ['清河路', '望河广场', '书院路'],
} as const;

/** 1 to 99 in Chinese figures. */
export function numeral(value: number): string {
  const figures = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
  const tens = Math.floor(value / 10);
  if (tens === 0) return figures[value]!;
  return `${tens > 1 ? figures[tens] : ''}十${figures[value % 10]}`;
}

const streetWords = [
  '青石',
  '槐荫',
  '梅林',
  '云台',
  '竹园',
  '丰泽',
  '文昌',
  '安定',
  '永宁',
  '长兴',
  '同德',
  '锦绣',
  '兴业',
  '育才',
  '工农',
  '前进',
  '红旗',
  '和平',
  '春风',
  '明德',
  '广济',
  '兰亭',
  '翠微',
  '泉水',
  '石桥',
  '东岗',
  '西岭',
  '杏林',
  '荷塘',
  '柳浪',
  '枫桥',
  '花圃',
  '学府',
  '友谊',
  '民主',
  '胜利',
  '光明',
  '朝阳',
  '团结',
  '幸福',
  '康宁',
  '万福',
  '仁和',
  '礼让',
  '松涛',
  '桃源',
  '白鹭',
  '金谷',
  '银杏',
  '玉泉',
  '凤鸣',
  '鹤鸣',
  '龙泉',
  '北苑',
  '南苑',
  '东园',
  '西园',
  '水塔',
  '瓦窑',
  '油坊',
  '磨坊',
  '盐仓',
  '粮道',
  '船厂',
];
const laneWords = [
  '井头',
  '染坊',
  '豆腐',
  '铁匠',
  '牌坊',
  '城隍',
  '磨盘',
  '石板',
  '桑树',
  '皂角',
  '酱园',
  '香椿',
  '糖坊',
  '马号',
  '驿站',
  '箍桶',
  '裁缝',
  '灯笼',
  '扇子',
  '棋盘',
  '打铜',
  '米市',
  '竹器',
  '钟楼',
  '文庙后',
  '半边',
  '一人',
  '仓前',
  '柴家',
  '沈家',
  '罗家',
  '卢家',
  '余家',
  '程家',
  '水巷口',
  '老鼓楼',
  '小桥',
  '花行',
  '布市',
  '弯弓',
  '葫芦',
  '旗杆',
  '月牙',
  '茶亭',
  '书铺',
  '银匠',
  '双井',
  '丁字',
];
const compoundWords = [
  '桂花',
  '梧桐',
  '海棠',
  '玉兰',
  '丁香',
  '紫薇',
  '石榴',
  '银桂',
  '金桂',
  '木槿',
  '芙蓉',
  '香樟',
  '水杉',
  '翠竹',
  '青松',
  '绿杨',
  '映月',
  '听涛',
  '望江',
  '临河',
  '澄碧',
  '锦澜',
  '清晖',
  '晨曦',
  '云锦',
  '碧波',
  '江畔',
  '春晓',
  '秋实',
  '书香',
  '学林',
  '知春',
  '安康',
  '安居',
  '宏福',
  '永兴',
  '富民',
  '建工',
  '纺织',
  '机械',
  '粮食',
  '邮电',
  '供销',
  '轻工',
  '造纸',
  '水利',
  '交通',
  '教师',
  '锦程',
  '天悦',
  '御景',
  '悦澜',
  '和润',
  '嘉禾',
  '丰华',
  '金色',
  '阳光',
  '世纪',
  '新城',
  '康乐',
  '福临',
  '祥和',
  '润泽',
  '景明',
  '东升',
  '西河',
  '南浦',
  '北桥',
  '河畔',
  '柳岸',
  '荷风',
  '兰馨',
  '梅园',
  '菊园',
  '竹溪',
  '松鹤',
  '凤凰',
  '白云',
  '蓝湾',
  '星河',
  '明珠',
  '月湖',
  '湖滨',
  '滨江',
  '江南',
  '水岸',
  '半岛',
  '观澜',
  '隆盛',
  '兴隆',
  '恒昌',
  '同兴',
  '瑞丰',
  '吉祥',
  '如意',
];
const companyWords = [
  '安和',
  '润家',
  '鼎盛',
  '惠民',
  '澄江城投',
  '金管家',
  '同舟',
  '绿茵',
  '诚悦',
  '嘉信',
  '汇邻',
  '万和',
];
const parkWords = [
  '澄心',
  '桂花',
  '荷塘',
  '柳荫',
  '映月',
  '青石',
  '文澜',
  '鹭洲',
  '晓月',
  '双桥',
  '竹影',
  '梅坞',
  '听雨',
  '春申',
  '沁园',
  '棠梨',
];
const factoryWords = [
  '澄江纸业',
  '恒力机械厂',
  '兴达包装',
  '长河纺织',
  '东风电器厂',
  '鑫源金属制品',
  '永固建材',
  '汇通物流园',
  '精诚模具',
  '绿源食品厂',
  '顺达汽修园',
  '宏泰家具',
];
const officeWords = [
  '澄江国际大厦',
  '望河中心',
  '金融大厦',
  '科创大厦',
  '商会大厦',
  '汇金广场',
  '邮政大楼',
  '电力大厦',
  '天汇大厦',
  '广电大厦',
  '长河大厦',
  '贸易大楼',
  '中联大厦',
  '华信大厦',
];
