import type { EventKind } from '../api/incidents/schema.ts';

/** What is said when a matter of a category is settled: what was done, never by whom by name. */
export const resolvedTexts: Record<string, readonly string[]> = {
  environment: [
    '已联系清运车当日清走，现场冲洗完毕。',
    '已清扫并增加一次保洁频次，复查无反弹。',
    '垃圾已清运，桶位挪离单元门，居民表示满意。',
    '已清理约一车，现场张贴投放提示。',
    '已疏通并冲洗，雨水口排水正常。',
  ],
  parking: [
    '已劝离违停车辆，现场恢复通行。',
    '已加装阻车桩并施划禁停标线。',
    '共享单车已由企业清运归位，约三十辆。',
    '已引导至小区东侧临时车位，通道腾空。',
    '已规范停放并张贴提示，高峰时段安排值守。',
  ],
  public_works: [
    '已更换损坏部件，现场恢复原状。',
    '养护单位已修补路面，通行正常。',
    '已更换灯具并试亮，周边两盏一并检修。',
    '井盖已更换加固，撤除警示锥。',
    '积水已抽排，雨水管疏通完毕。',
  ],
  property: [
    '物业已完成维修，试运行正常。',
    '维保单位到场更换配件，已恢复使用。',
    '管道已疏通，楼道地面清洁完毕。',
    '已督促物业当日修复，并在单元门口公示。',
    '渗漏点已做防水处理，待雨后回访。',
  ],
  dispute: [
    '双方已达成一致，签订书面约定。',
    '经社区调解，一方当场致歉，约定整改时间。',
    '已入户查看漏点，双方同意分摊维修费用。',
    '约定夜间十点后不作业，双方认可。',
    '已协商明确公共区域使用办法，现场恢复。',
  ],
  noise: [
    '现场劝停，承诺按规定时段作业。',
    '已要求调低音量并改用耳麦设备，复查达标。',
    '已向施工单位发出告知，夜间停止高噪声作业。',
    '外机已加装减震垫，实测符合要求。',
    '已与商户约定营业外放时段，当晚回访无反弹。',
  ],
  safety: [
    '隐患部位已拆除加固，警戒线撤除。',
    '产权单位已完成更换，现场检查合格。',
    '已设置防护栏和警示标识，纳入每周巡查。',
    '电线已规整固定，供电单位复核正常。',
    '树枝已修剪，过往通行安全。',
  ],
  fire: [
    '通道已清理畅通，商户现场签收整改告知。',
    '堆放物已清走，楼道复查无反弹。',
    '过期器材已更换，登记新的有效期。',
    '电动车已移至集中充电点，住户知晓规定。',
    '违规线路已拆除，由持证人员重新敷设。',
  ],
  traffic: [
    '信号灯已修复，路口恢复正常。',
    '现场清理完毕，双车道恢复通行。',
    '标线已重新施划，夜间反光良好。',
    '已疏导分流，拥堵缓解。',
    '遗撒物已清扫，未造成次生事故。',
  ],
  welfare: [
    '材料已受理并告知办理时限，办结后回访。',
    '已上门核实，纳入服务名单。',
    '已协助网上提交，当场办结。',
    '助餐已开通，次日起送餐。',
    '已预约本周上门服务，并留联系卡。',
  ],
  construction: [
    '当事人已自行拆除，现场清理完毕。',
    '城管现场拆除，恢复原状。',
    '已停工并限期整改，复查合格。',
    '围挡拆除，绿地补种完成。',
  ],
  order: [
    '民警到场处理完毕，现场秩序正常。',
    '已登记并加强夜间巡逻，未再发生。',
    '已调取公共区域录像移交派出所。',
    '推销人员已劝离，门岗加强登记。',
    '双方已劝解离开，店铺正常营业。',
  ],
};

/** What is said at the other steps; some kinds go without words more often than with. */
export const stepTexts: Partial<Record<EventKind, readonly string[]>> = {
  dispatched: ['请尽快到场核实。', '请按目录时限办理。', '请先到现场处置，再反馈。', '此处近期多发，请一并排查周边。'],
  accepted: ['已签收，今日到场。', '收到，联系产权单位。', '已签收，安排就近人员。'],
  handling: ['已到现场，正在处理。', '已联系责任单位，等待到场。', '现场情况属实，开始处置。'],
  returned: [
    '经核实不属本网格范围，请重新分流。',
    '现场为专业设施，需部门处置，请改派。',
    '权属不在本单位，已查明责任方，退回改派。',
  ],
  escalated: ['网格力量不足，需上一级协调专业队伍。', '涉及多方权属，请上级牵头。', '多次劝导无效，提请上级联合处置。'],
  suspended: ['待产权单位采购配件。', '当事人外出，约定返回后处理。', '连日降雨，待天晴施工。', '待评估单位出具意见。'],
  resumed: ['条件具备，恢复办理。', '配件已到，继续施工。', '当事人已返回，继续处理。'],
  reopened: ['复查发现反弹，请重新处置。', '问题仍在，申请重办。', '只处理了一部分，请继续。'],
  merged: ['与已有事件为同一问题，合并办理。', '同一地点同一问题，并案。'],
  withdrawn: ['到场未发现所述问题，已与反映渠道核对。', '不属本辖区，已转告相邻街道。', '反映人告知已自行解决。'],
  noted: [
    '已电话联系物业，约定下午到场。',
    '现场已设警示标识。',
    '材料已备齐，等待施工。',
    '与商户沟通，对方同意配合。',
    '已向社区说明进度。',
    '首次上门无人，已留便条。',
  ],
  whistled: ['需部门专业力量到场，请报到。', '现场需联合处置，请尽快到场。', '涉及执法权限，请部门到场认定。'],
  arrived: ['已到场。', '人员到位，开始查勘。', '已到现场，与网格会合。'],
  verified: ['现场复核，确已解决。', '电话回访属实。', '照片与现场一致。'],
  closed: ['归档。'],
};

/** What whoever reported it says with a rating, from 1 to 5. */
export const ratingTexts: Record<number, readonly string[]> = {
  1: ['没有解决，问题还在。', '来人看了一眼就走了，情况没变。'],
  2: ['处理得不彻底，过两天又一样。', '拖得太久，效果一般。'],
  3: ['处理了，就是慢了点。', '基本解决。'],
  4: ['处理得不错。', '解决了，谢谢。', '当天就有人来，挺好。'],
  5: ['很快就解决了，点赞。', '态度好，办得快。', '解决得很彻底，谢谢社区。', '跑得勤，满意。'],
};

/** Departments that a grid calls to a matter of a category, the likeliest first; ids of data/codes/department.json. */
export const calledDepartments: Record<string, readonly [string, ...string[]]> = {
  environment: ['urban_management', 'environment'],
  parking: ['traffic_police', 'urban_management'],
  public_works: ['housing', 'water', 'energy'],
  property: ['housing', 'water', 'energy'],
  dispute: ['justice', 'police'],
  noise: ['urban_management', 'environment', 'police'],
  safety: ['emergency', 'housing', 'energy'],
  fire: ['fire', 'emergency', 'market'],
  traffic: ['traffic_police', 'police'],
  welfare: ['civil_affairs'],
  construction: ['urban_management', 'housing'],
  order: ['police', 'justice'],
};
