import { expect, test } from 'vitest';
import { categories, suggestCategories } from './taxonomy.ts';

/** What residents say at the door, made up: at least one sentence for every category. */
const saidAtTheDoor = `
utility.heating 家里没暖气
utility.heating 暖气片一点都不热，屋里冷得很
utility.water 水龙头流出来的水是黄的
utility.water 水太小了，洗澡都洗不了
utility.power 我家老跳闸
utility.power 昨晚整栋楼停电
utility.gas 厨房闻到煤气味
utility.gas 燃气灶打不着火
utility.telecom 网络老断，看不了电视
utility.telecom 手机在家里没信号
repair.leak 楼上漏水，天花板都泡了
repair.leak 下雨屋顶就漏
repair.sewer 下水道又堵了，往上返水
repair.sewer 马桶堵了好几天
repair.elevator 电梯老坏
repair.elevator 电梯门关不上，老人不敢坐
repair.lighting 楼道灯不亮，晚上摸黑
repair.lighting 小区路灯坏了一排
repair.road 门口的路坑坑洼洼，一下雨就积水
repair.road 井盖松了，车一过就响
repair.facility 单元门关不上
repair.facility 健身器材坏了没人修
repair.renovation 什么时候给我们楼加装电梯
repair.renovation 老旧小区改造什么时候轮到我们
property.service 物业打电话没人接，保安也不管
property.service 保洁好几天没来了
property.fee 物业费又涨了
property.fee 物业乱收费不给票
property.public_income 电梯广告的钱公共收益去哪了
property.public_income 想动用维修基金
property.committee 我们想成立业委会
property.committee 大家都想换物业
property.title_deed 房产证十年了还没办下来
parking.parking 下班回来没地方停车
parking.parking 车位让外来车占了
parking.ev_charging 小区没有充电桩，新能源车没法充
parking.ebike 有人把电瓶车推上楼充电
parking.ebike 从窗户拉电线给电动车充电
environment.garbage 垃圾桶满了没人倒
environment.garbage 楼下建筑垃圾堆了一个月
environment.noise 楼上半夜拖椅子，睡不着
environment.noise 楼下跳广场舞太吵
environment.noise 隔壁装修一大早就电钻响
environment.fume 一楼饭店油烟往家里窜
environment.fume 楼下烧烤呛得不敢开窗
environment.greening 树枝挡住三楼窗户，该剪了
environment.greening 有人在绿化带里种菜
environment.pest_pet 遛狗不拴绳，狗屎到处都是
environment.pest_pet 家里老鼠蟑螂特别多
environment.hallway 楼道里堆满了纸箱
environment.hallway 楼梯没人打扫，脏得很
safety.fire 消防通道让车堵了
safety.fire 灭火器过期了
safety.falling 楼上往下扔东西
safety.falling 外墙瓷砖往下掉
safety.hazard 房子墙裂了一道大缝，怕塌
safety.hazard 儿童滑梯松动，太危险
safety.security 昨晚家里进小偷了
safety.security 有人上门推销保健品骗老人
safety.security 接到诈骗电话差点转账
order.illegal_build 顶楼私自盖了一间房
order.illegal_build 一楼把院子圈起来搭棚子
order.vendor 门口摆摊卖菜堵着路
order.ads 楼道贴满了小广告
dispute.neighbor 和对门因为放鞋柜吵起来了
dispute.neighbor 两家因为漏水的事谈不拢
dispute.family 儿子不管老娘，没人赡养
dispute.family 老公喝酒打人
dispute.property_dispute 物业跟业主打官司
dispute.property_dispute 为停车的事跟物业吵起来了
dispute.tenancy 房东不退押金
dispute.tenancy 隔壁群租，住了十几个人
dispute.labor 老板拖着工资不给
dispute.labor 干了三个月活没给钱
dispute.consumer 健身房跑路了，卡里的钱退不了
dispute.consumer 买的东西质量差，商家不给退
care.elderly 老人一个人住，没人做饭
care.elderly 想问问社区食堂送不送餐
care.child 孩子放学没人接，有没有托管
care.child 小区附近有没有托儿所
care.disability 想办残疾证
care.disability 坐轮椅出不了门，想要个坡道
care.hardship 家里困难，想申请低保
care.hardship 得了大病，家里没钱了
care.health 血压高，想让家庭医生上门看看
care.health 社区医院药不全
care.emergency 老太太晕倒了
care.emergency 楼上老爷子好几天没见出门
gov_service.social_ins 社保断交了怎么补
gov_service.social_ins 医保卡丢了
gov_service.hukou 怎么办居住证
gov_service.hukou 想给孩子上户口
gov_service.employment 下岗了想找个工作
gov_service.employment 有没有招工的信息
gov_service.school 孩子上小学划到哪个学校
gov_service.school 外地孩子转学怎么办
gov_service.veteran 退伍证明怎么开
gov_service.veteran 我是老兵，光荣牌还没发
gov_service.allowance 八十岁补贴什么时候发
gov_service.allowance 高龄津贴认证不会弄
gov_service.transport 公交车半小时才来一趟
gov_service.transport 门口路口没有红绿灯，过马路危险
culture.venue 活动中心星期天不开门
culture.venue 附近没有打篮球的地方
culture.activity 合唱队什么时候活动
culture.activity 想报名社区的书法班
culture.volunteer 想当志愿者
culture.volunteer 我可以义务教大家剪纸
other.suggestion 建议多放几张椅子
other.praise 要表扬一下咱们网格员
other.praise 感谢社区帮我们解决了问题
`
	.trim()
	.split('\n')
	.map((line) => line.split(' ') as [code: string, text: string]);

test.each(saidAtTheDoor)('[C3] %s is among the first two for “%s”', (code, text) => {
	expect(suggestCategories(text, 2)).toContain(code);
});

test('[C3] every category but the last resort is spoken of', () => {
	const spoken = new Set(saidAtTheDoor.map(([code]) => code));
	const silent = categories.map(({ code }) => code).filter((code) => !spoken.has(code));
	expect(silent).toEqual(['other.other']);
});
