/** How a name ends, with what is paid for reading it so: 0 is the surest. Costs compare to those in costs.ts. */
export type Endings = readonly (readonly [words: string, cost: number])[];

export const roadEndings: Endings = [
  ['路 大道 街 大街 公路 国道 省道 马路 支路 环路 胡同 步行街', 0],
  ['巷 县道 高速 高速公路 环线', 0.2],
  ['街坊', 0.6],
  ['道 弄 线 里弄 条', 1],
  ['东三环 西三环 南三环 北三环 东二环 西二环 南二环 北二环 东四环 西四环 南四环 北四环', 1],
];

/** Which stretch of a road: only ever after one. */
export const stretchEndings = '东段 西段 南段 北段 中段';

export const communityEndings: Endings = [
  ['村 社区 居委会 村委会 居民委员会 村民委员会 社区居委会 社区居民委员会 自然村 行政村 嘎查 生产队 村委', 0],
  ['大队 屯', 0.6],
];

export const zoneEndings: Endings = [
  [
    '开发区 经济开发区 经济技术开发区 高新技术产业开发区 高新技术开发区 工业开发区 高新区 高新技术产业园区 保税区 示范区 合作区',
    0,
  ],
  ['新区 集聚区 工业园区 度假区', 1],
];

export const divisionEndings = {
  province: '省 自治区',
  city: '市 自治州 地区 盟',
  district: '区 县 市 旗 自治县',
  town: '街道 镇 乡 苏木 街道办事处 街道办',
} as const;

/** What a place of interest is, by how its name ends: where people live, where many rooms are let, an organisation, a part of one of them. */
export const poiEndings = {
  homes:
    '小区 一村 二村 三村 四村 五村 六村 七村 八村 九村 十村 一苑 二苑 三苑 四苑 花园 花苑 家园 佳苑 嘉苑 家苑 新村 新苑 公寓 苑 园 名苑 雅苑 景苑 府 华府 公馆 庭 名庭 华庭 湾 山庄 庄园 别墅 嘉园 佳园 名邸 邸 ' +
    '豪庭 丽苑 景园 小镇 人家 居 雅居 名居 家属院 宿舍 宿舍区 生活区 安置房 安置区 大院 院 坊 里 轩 阁 郡 墅 都 名城 绿洲 世家 住宅区 住宅楼 家属楼 四合院',
  rooms:
    '大厦 广场 市场 商城 中心 大楼 写字楼 商务楼 综合楼 办公楼 城 商厦 商场 商贸城 百货 楼 科技园 创意园 产业园 工业园 工业区 工业园区 园区 物流园 ' +
    '创业园 软件园 科创园 基地 孵化园 孵化器 科技城 大学城 大酒店 酒店 宾馆 饭店 厂房 仓库 工业城 建材城 家居城 电子城 服装城 汽配城 小商品城 专业市场 批发市场 农贸市场 菜场 菜市场 综合市场 超市 ' +
    '购物中心 商业街 美食街 步行街 CBD SOHO',
  organisation:
    '公司 有限公司 分公司 厂 店 专卖店 旗舰店 学校 学院 中学 小学 幼儿园 校区 医院 卫生院 卫生室 诊所 银行 支行 分行 信用社 派出所 公安局 法院 检察院 ' +
    '局 所 站 汽车站 火车站 加油站 地铁站 收费站 服务站 邮局 政府 镇政府 区政府 市政府 办事处 委员会 管委会 村委会 馆 宾馆 会馆 图书馆 体育馆 博物馆 网吧 ' +
    '餐厅 餐馆 药店 药房 便利店 理发店 机场 码头 车站 港 公园 景区 寺 庙 庵 教堂 工厂 作坊 养殖场 农场 林场 牧场 停车场 工地 项目部 营业厅 门市部 服务部 经营部 ' +
    '合作社 协会 俱乐部 会所 影院 电影院 剧院 体育场 敬老院 养老院',
  /** What names end with as well as go on with: 恒力电子, 恒力电子有限公司. */
  trade:
    '服饰 五金 电器 电子 家具 机械 汽修 汽贸 建材 食品 印刷 包装 塑料 纺织 科技 国际 时代 半岛 总部 集团 物流 快递 速递 春天 新城 大学',
} as const;

/** Parts of a place: after a direction, a letter or a number, as in 东区, A馆, 三期. */
export const partEndings = '区 期 园 门 馆 组团 号门 号馆 号库 大门 校区 厂区 侧门 号仓库 号仓 号厂房 号车间 车间 库';

export const numberEndings = {
  number: '号',
  lane: '弄',
  building: '幢 栋 座 号楼 号幢 号栋 号座 # #楼 #幢 #栋 号公寓 号商务楼 撞 橦 憧 动 东 拣 棟 号别墅',
  unit: '单元 号单元 单园 单员 单元门 单 门洞 梯 #单元',
  floor: '楼 层 号层 楼层 F',
  room: '室 号室 房 号房 户 号房间 #室 房间 市 式',
  yard: '号院 号大院',
  group: '组 队 村民组 村民小组 小组 生产队 社',
  road: '路 街 大街 号大街 号路 号街 道 巷 号巷 条 国道 省道 县道',
  part: partEndings,
  distance: '米 公里 千米',
} as const;
export type NumberKind = keyof typeof numberEndings | 'bare';

/** Words that say where beside a place. */
export const assistWords =
  '附近 旁边 旁 对面 斜对面 正对面 对过 隔壁 门口 大门口 路口 交叉口 交叉路口 交汇处 交界处 交口 交叉处 交汇口 十字路口 丁字路口 三岔路口 转盘 红绿灯 楼下 楼上 后面 前面 背后 左边 右边 ' +
  '左侧 右侧 东侧 西侧 南侧 北侧 东边 西边 南边 北边 东面 西面 南面 北面 东南角 东北角 西南角 西北角 东首 西首 南首 北首 以东 以西 以南 以北 ' +
  '里面 院内 园内 店内 校内 入口 出口 入口处 出口处 进口 转角 拐角 拐弯处 尽头 边上 边 侧 后门口 正门口 下面 上面 旁侧 周边 一带 沿线 路边 路旁 桥下 桥头 中间 之间 前 后 内 处';

/** Words of delivery slips that are no part of an address. */
export const fillerWords =
  '电联 电话联系 请电联 请电话联系 联系电话 电话 手机 收 代收 转 转交 亲收 先生收 女士收 收件人 null NULL undefined none 无 商铺 的 市辖区 其它区 其他区';

export const conjunctions = '与 和 及 跟';

/** Words before an address that is told. */
export const leadWords = '在 到 位于 住在 就在 我在 这里是 地址';
