import { expect, test } from 'vitest';
import { categories, suggestCategories } from './taxonomy.ts';

/** What residents say at the door, made up: at least one sentence for every category. */
const saidAtTheDoor = `
utility.heating 家里没暖气|暖气片一点都不热，屋里冷得很|家里温度上不去，穿棉袄都冷|暖气管子漏水了|屋里才十五度|暖气漏了一地水
utility.water 水龙头流出来的水是黄的|水太小了，洗澡都洗不了|自来水一股漂白粉味|水表转得飞快，水费太多|早上起来没水用|水里有沙子
utility.power 我家老跳闸|昨晚整栋楼停电|电压不稳灯一闪一闪|一用空调就跳闸|楼道里电线乱拉吓人
utility.gas 厨房闻到煤气味|燃气灶打不着火|灶打不着火|做饭做一半没气了
utility.telecom 网络老断，看不了电视|手机在家里没信号|网速慢得要命|电视没信号
repair.leak 楼上漏水，天花板都泡了|下雨屋顶就漏|三楼水管爆了往下流水|我家厕所顶上一直在滴水
repair.sewer 下水道又堵了，往上返水|马桶堵了好几天|厨房下水慢，老堵|一层厕所往外冒脏水
repair.elevator 电梯老坏|电梯门关不上，老人不敢坐|坐电梯被关里面了|电梯里一股味还晃|电梯按了没反应|五楼电梯门打不开
repair.lighting 楼道灯不亮，晚上摸黑|小区路灯坏了一排|院子里黑得看不见路|楼梯口灯坏了两个月
repair.road 门口的路坑坑洼洼，一下雨就积水|井盖松了，车一过就响|单元口台阶破了老人容易绊倒|小区大门口那个坑谁来填
repair.facility 单元门关不上|健身器材坏了没人修|门禁刷不开|长椅断了一条腿|楼下晾衣杆歪了|防盗门锁坏了换不换
repair.renovation 什么时候给我们楼加装电梯|老旧小区改造什么时候轮到我们|外墙保温什么时候做|窗户漏风|墙皮往下掉，什么时候翻新|我们这老房子啥时候改造
property.service 物业打电话没人接，保安也不管|保洁好几天没来了|物业就知道收钱不干事|保安天天睡觉|打物业电话从来没人接|物业啥都不管光要钱
property.fee 物业费又涨了|物业乱收费不给票|停车费一个月涨了一百|物业费凭什么涨
property.public_income 电梯广告的钱公共收益去哪了|想动用维修基金|维修资金怎么用|电梯广告收入给谁了
property.committee 我们想成立业委会|大家都想换物业|业委会选举不公开|选业委会的事怎么没动静
property.title_deed 房产证十年了还没办下来|开发商不给办证|买房八年没拿到证
parking.parking 下班回来没地方停车|车位让外来车占了|有车堵在单元门口出不去|车位上装了地锁|我的车位让人占了|晚上回来绕三圈找不到车位
parking.ev_charging 小区没有充电桩，新能源车没法充|想装个充电桩物业不让|充电桩坏了充不上
parking.ebike 有人把电瓶车推上楼充电|从窗户拉电线给电动车充电|电瓶车都推到楼道里充电|楼下电动车从窗户拉线充电
environment.garbage 垃圾桶满了没人倒|楼下建筑垃圾堆了一个月|垃圾没人收，招苍蝇|装修垃圾堆在楼下没人拉|垃圾桶离我家窗户太近
environment.noise 楼上半夜拖椅子，睡不着|楼下跳广场舞太吵|隔壁装修一大早就电钻响|楼上小孩天天蹦|楼下打麻将打到半夜|狗叫一晚上|楼上两口子半夜吵架吵得睡不着|对面工地夜里还在干活
environment.fume 一楼饭店油烟往家里窜|楼下烧烤呛得不敢开窗|楼道里一股臭味|饭馆的烟全进我家了
environment.greening 树枝挡住三楼窗户，该剪了|有人在绿化带里种菜|树太高挡光|草坪都秃了|楼下树枝伸到我家阳台了
environment.pest_pet 遛狗不拴绳，狗屎到处都是|家里老鼠蟑螂特别多|有人喂流浪猫弄得很脏|楼下狗没拴绳，吓着孩子了|地下室有老鼠
environment.hallway 楼道里堆满了纸箱|楼梯没人打扫，脏得很|过道让邻居堆满了东西|楼道脏得没法下脚|六楼把鞋柜摆在楼道里
safety.fire 消防通道让车堵了|灭火器过期了|消防栓没水|消防门锁着打不开
safety.falling 楼上往下扔东西|外墙瓷砖往下掉|有人从楼上扔烟头|楼上花盆掉下来差点砸着人
safety.hazard 房子墙裂了一道大缝，怕塌|儿童滑梯松动，太危险|阳台栏杆松了快掉了|围墙要倒了
safety.security 昨晚家里进小偷了|有人上门推销保健品骗老人|接到诈骗电话差点转账|电动车让人偷了|不认识的人老在楼里转|昨晚车玻璃让人砸了|我妈被卖保健品的骗了三万
order.illegal_build 顶楼私自盖了一间房|一楼把院子圈起来搭棚子|邻居把露台封了盖房子|一楼把承重墙砸了
order.vendor 门口摆摊卖菜堵着路|路边小贩把路占了|早市占道，车都过不去
order.ads 楼道贴满了小广告|墙上全是开锁广告|单元门上贴满广告
dispute.neighbor 和对门因为放鞋柜吵起来了|两家因为漏水的事谈不拢|跟楼下因为滴水吵了一架|邻居老往我家门口放东西
dispute.family 儿子不管老娘，没人赡养|老公喝酒打人|两口子天天打架|我儿子不管我|丈夫动手打我
dispute.property_dispute 物业跟业主打官司|为停车的事跟物业吵起来了|物业和我们打起来了|物业把我家水停了要打官司
dispute.tenancy 房东不退押金|隔壁群租，住了十几个人|中介不退我房租|房东突然让我搬走
dispute.labor 老板拖着工资不给|干了三个月活没给钱|工地欠我两万块工钱|包工头跑了，工资没给
dispute.consumer 健身房跑路了，卡里的钱退不了|买的东西质量差，商家不给退|理发店办的卡店没了|买的房子跟宣传的不一样|网上买的东西是假的，不退钱
care.elderly 老人一个人住，没人做饭|想问问社区食堂送不送餐|我爸瘫在床上没人照顾|想给老人订饭|老人瘫痪在家，想请人照顾
care.child 孩子放学没人接，有没有托管|小区附近有没有托儿所|孩子没人看|暑假孩子没地方去
care.disability 想办残疾证|坐轮椅出不了门，想要个坡道|残疾补贴怎么领|残疾证到期了怎么换
care.hardship 家里困难，想申请低保|得了大病，家里没钱了|下岗了日子过不下去|家里就靠低保过日子
care.health 血压高，想让家庭医生上门看看|社区医院药不全|我妈要去医院没人陪|想打流感疫苗|看病太贵，能报多少|附近医院挂不上号
care.emergency 老太太晕倒了|楼上老爷子好几天没见出门|隔壁老人敲门没人应|老头走丢了|一楼大爷摔倒了|八十多岁大娘两天没出门了
gov_service.social_ins 社保断交了怎么补|医保卡丢了|退休金怎么认证|生孩子的钱怎么报销|医保怎么交
gov_service.hukou 怎么办居住证|想给孩子上户口|身份证过期了|户口迁不过来|租房怎么办居住证
gov_service.employment 下岗了想找个工作|有没有招工的信息|儿子毕业在家没活干|刚毕业找不到工作
gov_service.school 孩子上小学划到哪个学校|外地孩子转学怎么办|幼儿园报不上名|我家孩子没学上|小孩上幼儿园怎么报名
gov_service.veteran 退伍证明怎么开|我是老兵，光荣牌还没发|当过兵有什么优待|退伍军人补助
gov_service.allowance 八十岁补贴什么时候发|高龄津贴认证不会弄|九十岁的老人有什么钱领|老年补贴这个月没到账
gov_service.transport 公交车半小时才来一趟|门口路口没有红绿灯，过马路危险|公交站太远|早上出小区堵得厉害|公交改线了不方便|路口车太快，想装个红绿灯
culture.venue 活动中心星期天不开门|附近没有打篮球的地方|乒乓球桌坏了|老年活动室太小|小区里没有孩子玩的地方
culture.activity 合唱队什么时候活动|想报名社区的书法班|广场舞队想参加演出|端午节有没有包粽子活动
culture.volunteer 想当志愿者|我可以义务教大家剪纸|我会理发想给老人免费剪|退休了想做点志愿服务
other.suggestion 建议多放几张椅子|能不能多装几个座椅|建议搞个意见箱
other.praise 要表扬一下咱们网格员|感谢社区帮我们解决了问题|网格员小李人真好，谢谢|社区服务特别好，点个赞
`
	.trim()
	.split('\n')
	.flatMap((line) => {
		const [code = '', sentences = ''] = line.split(' ');
		return sentences.split('|').map((sentence) => ({ code, sentence }));
	});

test.each(saidAtTheDoor)('[C3] $sentence → $code among the first two', ({ code, sentence }) => {
	expect(suggestCategories(sentence, 2)).toContain(code);
});

test('[C3] every category but the last resort is spoken of', () => {
	const spoken = new Set(saidAtTheDoor.map(({ code }) => code));
	const silent = categories.map(({ code }) => code).filter((code) => !spoken.has(code));
	expect(silent).toEqual(['other.other']);
});
