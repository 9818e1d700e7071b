/**
 * The concern taxonomy, 12 groups and 58 categories, as a table and nothing else. Codes are stored
 * in documents for ever: a code may be added, never renamed and never given another meaning.
 *
 * A group: code, name, who usually handles it, how. A category: code (`!` is urgent by default),
 * name, how often its words occurred, in per cent of 10,438 messages of residents (0: not counted),
 * and the words. `信号(?!灯)` is 信号 where no 灯 follows.
 */
export const categoryTable = `
utility 水电气暖 dept dispatch
- heating 供暖不热/停暖 0.11 供暖|暖气|采暖|供热|集中供热|地暖|不热|暖气片|测温|放气|家里冷|暖气管|阀门不热|试水
- water 停水/水压/二次供水 4.0 停水|水压|自来水|供水|水质|用水|加压泵|水表|水龙头|水费|水箱|没水|水管
- power 停电/线路 2.09 停电|供电|电表|用电|电压|变压器|线路老化|农网|跳闸|插座|没电|电费|断电|漏电
- gas! 燃气 1.27 燃气|天然气|煤气|打不着火|燃气管|燃气灶
- telecom 网络通信 2.32 宽带|信号(?!灯)|网络(?!问政)|光纤|有线电视|网线|电视信号|上不了网
repair 房屋与设施维修 property dispatch
- leak 漏水/渗水/屋面 2.34 漏水|渗水|漏雨|防水|渗漏|滴水|发霉|霉斑|返潮|爆裂|水管漏|楼上漏水|屋顶漏
- sewer 下水/化粪池堵塞 3.11 下水道|化粪池|排污管|污水管|管道堵|堵塞|污水|下水|地漏|马桶|返水|返味|反味|排水|返臭|冒水
- elevator! 电梯 2.39 电梯|货梯|困人|轿厢
- lighting 路灯/楼道灯 1.72 路灯|楼道灯|照明|亮化|声控灯|灯不亮|灯坏|灯泡|路灯不亮|没有灯|感应灯|盏灯
- road 路面/积水/井盖 5.82 路面|坑洼|积水|井盖|烂路|修路|人行道|断头路|路面塌|坑|地砖|台阶|盲道
- facility 门禁/座椅/健身器材 2.25 健身器材|门禁|单元门|围墙|栏杆|公共设施|休闲座椅|体育设施|滑梯|座椅|长椅|护栏|对讲|门铃|快递柜|卷帘门|道闸|门锁|防盗门|玻璃|扶手|晾衣
- renovation 老旧小区改造 3.78 老旧小区|旧改|棚改|提质改造|房屋质量|质量问题|开裂|墙体|裂缝|窗户|墙皮|密封条|纱窗|漏风|瓷砖空鼓
property 物业服务 property dispatch
- service 服务质量 7.93 物业|报修|保洁|保安|门岗|前台|不作为|服务态度|打电话没人
- fee 物业费争议 3.2 物业费|乱收费|收费标准|违规收|收费|缴费|多收
- public_income 公共收益/维修资金 1.45 公共收益|维修基金|维修资金|公摊
- committee 业委会/更换物业 1.76 业委会|业主委员会|业主大会|更换物业
- title_deed 房产证/交房 5.96 房产证|不动产证|办证|交房
parking 停车与充电 property dispatch
- parking 停车难/乱停 6.96 停车|车位|乱停|地锁|外来车|占车位|挡住车|挪车|没地方停|占用车位|停车收费|外地牌照
- ev_charging 充电桩 0.35 充电桩|充电|新能源车|充电位
- ebike! 电动车进楼/飞线充电 1.07 电动车|电瓶车|飞线|飞线充电|进楼充电|楼道充电|拉电线|电瓶|电线充电|推车上楼
environment 环境卫生 property dispatch
- garbage 垃圾 3.84 垃圾|清运|满溢|垃圾桶|建筑垃圾|泔水
- noise 噪音扰民 9.35 噪音|噪声|扰民|广场舞|吵|楼上吵|深夜施工|电钻|狂叫|吠叫|犬吠|音响|音量|半夜|跺脚|拖椅子|夜间施工|深夜|睡不好|休息不好|影响休息|影响睡眠
- fume 油烟异味扬尘 3.59 油烟|异味|臭味|恶臭|扬尘|粉尘|废气|臭|烧烤|烟味
- greening 绿化树木 4.12 绿化|树木|草坪|绿地|杂草|草地|树枝|枯树|绿化带|虫害
- pest_pet 鼠蟑/宠物 0.69 宠物|养狗|流浪狗|犬|蟑螂|老鼠|粪便|遛狗|狗屎|流浪猫|蚊虫|蚊蝇|喂猫|不拴绳
- hallway 楼道堆物/脏乱 1.84 楼道|脏乱|环境卫生|卫生差|杂物|堆物|堆放|堆满|打扫|楼道堆|纸箱|卫生死角|脏
safety 公共安全隐患 community dispatch
- fire! 消防通道/设施 3.91 消防|灭火器|消防栓|消防通道|逃生|着火
- falling! 高空抛物/外墙脱落 0.58 高空抛物|抛物|脱落|坠落|外墙|瓷砖|坠物|掉下来|砸到|鼓包
- hazard 其他安全隐患 6.89 安全隐患|隐患|危险|摇晃|松动|塌
- security 治安/诈骗 4.2 诈骗|传销|盗|治安|赌博|打架|监控|丢过|被偷|小偷|陌生人
order 市容与违建 street whistle
- illegal_build 违建搭建 3.09 违建|违章建筑|违法建筑|搭建|私搭
- vendor 占道经营 1.69 占道|摊贩|流动摊|夜宵摊
- ads 小广告/招牌 0.45 小广告|广告牌|招牌
dispute 矛盾纠纷 community mediate
- neighbor 邻里 3.84 邻里|邻居|楼上|楼下|两家|吵架|外机滴水
- family 婚姻家庭/赡养 0 赡养|家暴|离婚|婆媳|子女不管|家庭矛盾|两口子
- property_dispute 物业 0 和物业吵|跟物业吵|物业纠纷|物业矛盾
- tenancy 租房 0 租房|房东|中介|租金|租客|押金|群租
- labor 劳动报酬 5.35 拖欠工资|欠薪|工资|农民工|劳动合同
- consumer 消费合同 0 退款|退费|定金|合同|预付卡|办卡|消费
care 一老一小与帮扶 community care
- elderly 老人照料 6.86 老人|养老|高龄|老年|助餐|独居|送餐|日间照料
- child 儿童托育 12.52 幼儿园|小孩|儿童|学位|入学|上学
- disability 残疾 1.14 残疾
- hardship 生活困难/救助 0 低保|贫困|救助|困难|临时救助
- health 就医健康 9.06 医院|医疗|看病|病
- emergency! 人身安全紧急情况 0 晕倒|摔倒|走失|轻生|救命|昏迷|没人应门|联系不上|敲门无人应|没见出门|未出门|好几天没见
gov_service 政务办事 community advise
- social_ins 社保医保 6.54 社保|医保|公积金|养老金|退休
- hukou 户籍证件 5.91 户口|户籍|身份证|居住证|落户
- employment 就业 0 就业|招聘|失业|找工作|人才补贴
- school 入学 0 学区|报名|转学|招生|入学手续
- veteran 退役优抚 0.73 退伍|退役|优抚|军人
- allowance 高龄补贴/认证 0 高龄补贴|高龄津贴|资格认证|认证|补贴
- transport 公交交通 15.02 公交|地铁|红绿灯|堵车|拥堵|交通
culture 文体与活动 community self
- venue 场地设施 5.28 活动中心|图书馆|公园|文化|篮球
- activity 活动/队伍 0.14 演出|合唱|活动室|社区活动|亲子|比赛|联欢
- volunteer 志愿互助 0 志愿|互助|义工
other 意见建议与其他 community self
- suggestion 建议 0 建议|希望能|希望增设|希望增加|加装|增设|多组织|丰富
- praise 表扬 0 表扬|感谢|锦旗|点赞
- other 其他 0
`;
