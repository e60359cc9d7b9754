import { column, type LayerColumn } from '../layer-columns.ts';

/** Kinds whose rows stand in a building and have no place of their own. */
export type DoorKind = 'units' | 'households' | 'residents';

/** A register whose rows are found by their building. */
export interface DoorLayer {
  table: 'unit' | 'household' | 'resident';
  dimension: null;
  columns: LayerColumn[];
}

// How a row says where it is: any of these that finds one building.
const building = [
  column('building_source_id', 'text', '楼栋编号 楼栋编码 楼宇编号 幢号编码 buildingid'),
  column('compound_name', 'text', '小区 小区名称 所属小区 院落'),
  column('building_name', 'text', '楼栋 楼号 幢号 栋号 楼栋名称 楼宇名称 几幢 building'),
  column('address', 'text', '地址 标准地址 详细地址 住址 居住地址 家庭住址 addr'),
];
const unitNo = column('unit_no', 'integer', '单元 单元号 unit', { range: [1, 99], units: ['单元'] });
const floor = column('floor', 'integer', '楼层 层 所在层', { range: [-20, 200], units: ['层', '楼', 'F'] });
const door = column('door', 'text', '门牌 室号 房号 房间号 户号 门牌号 室 room');

export const doorLayers: Record<DoorKind, DoorLayer> = {
  units: {
    table: 'unit',
    dimension: null,
    columns: [...building, { ...unitNo, required: true }, column('unit_name', 'text', '单元名称')],
  },
  households: {
    table: 'household',
    dimension: null,
    columns: [
      ...[...building, unitNo, floor, { ...door, required: true }],
      column('door_state', 'text', '居住状态 居住情况 使用状态 房屋状态 状态', { catalogue: 'door-state' }),
      column('confirmed_on', 'date', '核实日期 最近核实 确认日期 更新日期'),
    ],
  },
  residents: {
    table: 'resident',
    dimension: null,
    columns: [
      ...[...building, unitNo, { ...door, required: true }],
      column('person_name', 'text', '姓名 名字 name', { required: true, sealed: true }),
      column('relation', 'text', '关系 与户主关系 家庭关系'),
      column('sex', 'text', '性别', {
        allowed: ['female', 'male'],
        required: true,
      }),
      column('birth_date', 'date', '出生日期 出生年月日 生日 birthday dateofbirth', { required: true, sealed: true }),
      column('phone', 'text', '电话 联系电话 手机 手机号 手机号码 联系方式', { sealed: true }),
      column('registered_here', 'boolean', '户籍在此 是否户籍 户籍人口 本地户籍'),
      column('lives_here', 'boolean', '居住在此 是否居住 常住 在住'),
    ],
  },
};
