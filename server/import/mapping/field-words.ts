import { doorLayers } from '../doors/layers.ts';
import { layers } from '../layers.ts';
import { plainForm } from './plain-form.ts';

// What files call our fields, beyond the names that a load takes without asking (layers.ts): these are proposed, and a person agrees.
// By field, or by table and field where a word means something else in another table. Plain pinyin initials are what dBASE files bear.

const text: Record<string, string> = {
  source_id:
    'objectid fid gid uniqueid 编码 代码 标识 标识码 唯一编码 统一编号 档案编号 台账编号 no code bianhao bh bm',
  'building.source_id': `楼栋编号 楼栋编码 楼宇编号 楼宇编码 建筑编号 建筑编码 建筑物编号 房屋编号 房屋编码 幢号编码 自然幢号 buildingid bldgid
    buildingcode buildingno buildingnumber`,
  'organisation.source_id': `单位编号 单位编码 企业编号 统一社会信用代码 社会信用代码 信用代码 注册号 工商注册号 组织机构代码 creditcode
    registrationno companyid`,
  'facility.source_id': '设施编号 设施编码 部件编号 部件编码 部件标识码 点位编号 facilityid assetid',
  'device.source_id': '设备编号 设备编码 点位编号 国标编码 资产编号 序列号 deviceno assetid serialno',
  'patrol_point.source_id': '点位编号 巡逻点编号 巡查点编号 pointid',
  'compound.source_id': '小区编号 小区编码 院落编号 院落编码 compoundid',
  'road.source_id': '道路编号 道路编码 路段编号 roadid linkid',
  name: '全称 简称 名 mc mingcheng label caption fullname',
  'building.name': `建筑名称 建筑物名称 楼名 楼宇名称 楼栋名称 楼栋名 楼栋 楼栋号 楼号 栋号 幢号 大楼名称 大厦名称 房屋名称 buildingname bldgname
    building jzwmc ldmc`,
  'compound.name':
    '小区名 居民小区 住宅小区 小区院落名称 院落名称 院落 楼盘 楼盘名称 物业项目 项目名称 compoundname compound estate xqmc',
  'organisation.name': `单位 企业 公司名称 商户名称 店铺名称 商铺名称 店名 字号 机构名称 学校名称 场所名称 市场主体名称 company companyname
    shopname orgname organisation organization dwmc qymc`,
  'facility.name': '设施 设施名 点位名称 部件名称 场所名称 站点名称 facility facilityname ssmc',
  'device.name': '设备 设备名 点位名称 安装点位 点位 devicename sbmc',
  'patrol_point.name': '点位 巡逻点名称 巡查点 巡查点名称 必到点 打卡点 签到点 重点部位 checkpoint point',
  'road.name': '道路名称 路名 街路名称 道路 roadname streetname street road dlmc',
  'place.name': '地名 地名名称 标准地名 placename',
  'waterway.name': '河流名称 河道名称 水系名称 河名 rivername',
  'land.name': '地块名称 用地名称 parcelname',
  'boundary.name': '行政区名称 区划名称 xzqmc',
  'area.name': '社区名称 街道名称 乡镇名称 行政区名称 所属网格 网格名 gridname areaname xzqmc wgmc',
  kind: '性质 分类 大类 小类 类 class subtype lx leixing kindname',
  'building.kind': `建筑类型 建筑类别 房屋类型 房屋类别 房屋用途 建筑用途 使用性质 规划用途 房屋性质 用途 buildingtype bldgtype usage use jzlx
    fwyt`,
  'organisation.kind': `单位类型 单位类别 单位性质 企业类型 行业 行业类别 所属行业 经营类型 业态 机构类型 industry businesstype orgtype
    dwlx hylx`,
  'facility.kind': '设施类型 设施类别 部件类型 场所类型 facilitytype sslx',
  'device.kind': '设备类型 设备类别 设备种类 点位类型 devicetype sblx',
  'compound.kind': '围合 围合方式 封闭情况 小区类型 小区性质 管理方式 enclosure gated',
  'patrol_point.kind': '点位类型 巡逻点类型',
  'road.kind': '道路类型 道路等级 highway roadclass roadtype fclass',
  'land.kind': '用地类型 用地性质 地类 地类名称 土地用途 landuse dlmc',
  'place.kind': '地名类别 地名类型',
  'waterway.kind': '水系类型 河流类型',
  address: `坐落 座落 楼栋地址 楼宇地址 房屋坐落 房屋地址 建筑地址 门楼牌 门楼牌地址 门牌地址 所在地址 具体地址 位置 地点 所在位置 通讯地址 完整地址 location
    fulladdress streetaddress address1 dz dizhi xxdz`,
  'organisation.address': '经营地址 经营场所 注册地址 住所 单位地址 企业地址 营业地址 办公地址 businessaddress',
  'facility.address': '设施地址 安装位置 设置地点 所在地点',
  'device.address': '安装地址 安装位置 安装地点 点位地址',
  'building.address': '门牌 门牌号 bldgaddr',
  'incident.address': `事发地址 事发地点 案发地址 案发地点 发生地点 发生地址 发案地点 报警地址 现场地址 事件地址 incidentaddress blockaddress
    block`,
  confirmed_on: `核查日期 核对日期 采集日期 采集时间 登记日期 登记时间 录入日期 录入时间 普查日期 更新时间 核实时间 surveydate updatedate
    updated updatedat lastupdate checkedon checked gxrq`,
  operator:
    '权属单位 产权单位 管养单位 维护单位 运维单位 主管部门 使用单位 管理部门 owner manager managedby maintainedby',
  floor_count:
    '总层数 地上楼层 楼层总数 总楼层 建筑层数 楼层 地上 numfloors floornum storeys stories nfloors numberoffloors buildinglevels cs dscs',
  basement_count: '地下层 地下楼层 地下室层数 地下 undergroundfloors basementlevels dxcs',
  height_m: '楼高 建筑总高 总高 檐高 建筑物高度 bheight buildingheight heightm jzgd',
  built_year: `建成年代 竣工年份 竣工年 竣工时间 竣工日期 建筑年代 建成时间 建成日期 建设年代 建设年份 修建年份 yearbuilt builtyear
    constructionyear completionyear jcnf`,
  property_company:
    '物业管理公司 物业服务企业 物业单位 物业服务公司 物业公司名称 物业名称 管理公司 propertymanager wygs',
  owners_committee: '是否成立业委会 业委会成立情况 有无业委会 有无业主委员会 hascommittee',
  staff_count: '职工人数 员工人数 从业人员 从业人员数 在职人数 职工数 人员数 employees employeecount headcount staff',
  purpose: '建设目的 使用目的 采集目的 用途说明',
  sign_up: '有无标识 是否设置标识 是否有提示 有无标识牌 hassign',
  retention_days: '存储天数 保存期限 存储期限 保存时长 retention storagedays',
  'device.status': '设备状态 运行状态 在线状态 使用状态 工作状态 state',
  window_start: '起始时间 时段起 巡逻开始时间 开始 start starttime from',
  window_end: '终止时间 截止时间 时段止 巡逻结束时间 结束 end endtime to',
  dwell_min: '停留时间 驻留时间 停留时长 dwell dwelltime staymin',
  wanted_visits: '巡逻频次 巡查次数 巡查频次 频次 次数 每日次数 visits frequency',
  incident_code:
    '案号 警情编号 接警编号 工单号 事件号 受理编号 流水号 单号 caseid caseno incidentid incidentno reportnumber orderno ticketno',
  category: `警情类别 警情类型 案件类别 案件类型 诉求类型 问题类型 问题类别 工单类型 案由 事件分类 事件大类 crimetype offensetype
    complainttype casetype`,
  title: '主题 事项 事件名称 案件名称 工单标题 诉求标题 subject summary headline',
  description: '简要案情 案情 内容描述 问题描述 诉求内容 事件内容 详情 情况说明 简述 details narrative desc',
  severity: '紧急程度 事件等级 优先级 级别 危险等级 重要程度 priority',
  'incident.status': '办理状态 事件状态 工单状态 案件状态 办结状态 处置状态 state progress',
  channel: '来源渠道 渠道 事件来源 信息来源 受理渠道 上报渠道 报送方式 origin',
  reported_at: `报警时间 接警时间 受理时间 立案时间 案发时间 事发时间 发案时间 登记时间 创建时间 反映时间 投诉时间 上报日期 发生日期 日期
    date reportdate incidentdate occurred occurreddate createdate created opened opendate`,
  due_at: '处理期限 办结时限 处置时限 期限 到期时间 due duedate deadline',
  closed_at: '完结时间 完成时间 处置时间 处理时间 结束时间 办结日期 关闭时间 closed closeddate resolvedat closedate',
  area_code: '社区编码 社区代码 街道代码 行政区代码 行政区划代码 国标码 gridcode areacode regioncode xzqdm wgbm',
  'area.level': '层级名称 区划级别 等级 rank grade',
  admin_level: '行政级别 区划级别 adminlevel',
  oneway: '单行道 是否单行 单行线',
  foot: '步行 人行 是否人行 pedestrian walk',
  bicycle: '自行车 非机动车 bike cycle',
  motor: '机动车 通车 motorcar motorvehicle car',
  bridge: '是否桥梁 桥梁',
  tunnel: '是否隧道',
  lanes: '车道 车道数量 lanecount numlanes',
  width_m: '路宽 路面宽度 宽 道路宽度 roadwidth widthm',
  building_source_id: '楼栋id 楼宇编码 建筑编号 建筑编码 楼幢编码 buildingcode bldgid bldgno',
  building_name: `楼栋号 楼幢 楼幢号 幢 栋 楼 楼宇 楼座 座 座号 自然幢 楼宇号 楼栋名 bldg bldgname buildingname buildingno
    buildingnumber ldh dong block`,
  compound_name:
    '小区名 居住小区 住宅小区 楼盘 楼盘名称 院落名称 小区院落 项目名称 所在小区 compound estate xqmc xiaoqu',
  unit_no: '单元编号 几单元 梯 梯号 单元门 unitno unitnumber entrance stair staircase dyh dy',
  unit_name: '单元名',
  floor: '所在楼层 楼层号 层号 floorno storey level lc',
  door: '房间 房屋号 户室 户室号 室牌 门号 房室号 单元室 门室号 roomno roomnumber flat apartment aptno apt doorno houseno fh sh',
  door_state: '房屋使用情况 入住情况 入住状态 居住类型 是否出租 出租情况 occupancy occupied tenure fwzt',
  person_name: `户主 户主姓名 居民姓名 人员姓名 住户姓名 业主 业主姓名 房主 承租人 租客姓名 本人姓名 成员姓名 fullname personname
    residentname xm`,
  relation: '与户主的关系 与房主关系 户主关系 亲属关系 成员关系 relationship',
  sex: 'gender xb 男女',
  birth_date: '出生 出生日 出生年月 dob birthdate born csrq',
  phone:
    '移动电话 联系手机 电话号码 本人电话 联系人电话 固定电话 座机 mobile mobileno phonenumber phoneno tel telephone cellphone lxdh sjh',
  registered_here: '是否本地户籍 是否本市户籍 户籍情况 户口在本地 户籍 registered',
  lives_here: '是否常住 是否在住 现住 居住情况 living resides',
  lon: `东坐标 东经 东向坐标 东距 经度e x轴 坐标经度 中心经度 中心点经度 百度经度 高德经度 gps经度 easting east e lonx coordx xcoord
    xcoordinate mapx centerx centroidx geox jd dj lon84 lng84 lng02 gcjlng bdlng`,
  lat: `北坐标 北纬 北向坐标 北距 纬度n y轴 坐标纬度 中心纬度 中心点纬度 百度纬度 高德纬度 gps纬度 northing north n laty coordy ycoord
    ycoordinate mapy centery centroidy geoy wd bw lat84 lat02 gcjlat bdlat`,
};

/** What sheets also have and no kind takes: a name that means something must not be taken for one that it resembles. */
const elsewhere = `序号 行号 备注 说明 面积 建筑面积 占地面积 使用面积 套内面积 用地面积 户数 总户数 单元数 房间数 间数 人口数 产权人 产权性质 法人
  法定代表人 负责人 负责人姓名 联系人 联系人姓名 网格员 网格员姓名 网格长 楼栋长 单元长 所属社区 社区 所属街道 街道 乡镇 所属网格 网格 区县 区 省 市 图片
  照片 录入人 采集人 创建人 更新人 年龄 学历 文化程度 职业 婚姻状况 国籍 籍贯 工作单位 附件 租金 月租金 物业费 价格 金额 shapearea shapeleng
  shapelength area perimeter geom geometry wkt remark remarks note notes comment comments memo seq index rownum age price amount photo
  layer entity style color @type @version @changeset @timestamp @user @uid 原行号 退回原因 reason`;

const words = new Map(Object.entries(text).map(([field, names]) => [field, names.split(/\s+/).map(plainForm)]));
const named = [...Object.values(layers), ...Object.values(doorLayers)].flatMap(({ columns }) =>
  columns.flatMap(({ name, zh, synonyms }) => [name, zh, ...synonyms].map(plainForm)),
);
const known = new Set([...named, ...[...words.values()].flat(), ...elsewhere.split(/\s+/).map(plainForm)]);

/** What files call a field of a table, plainly. */
export function wordsOf(table: string, field: string): readonly string[] {
  return [...(words.get(`${table}.${field}`) ?? []), ...(words.get(field) ?? [])];
}

/** Whether a plain name is known to mean something, here or in another kind of data. */
export function meansSomething(plain: string): boolean {
  return known.has(plain);
}
