/** Quick phrases for notes: by what a visit came to, by group of the matter, by step. One tap inserts, nothing is sent. */
import type { VisitOutcome } from '#lib/domain/documents.ts';
import type { StepName } from './handlerWords.ts';
import { inLanguage } from './language.ts';

export const phraseWords = inLanguage<{
	own: string;
	quick: string;
	forget: string;
	forgetDone: string;
	forgetAt: (phrase: string) => string;
	insertAt: (phrase: string) => string;
	visit: Partial<Record<VisitOutcome, readonly string[]>>;
	/** By group of the taxonomy. */
	concern: Record<string, readonly string[]>;
	anyConcern: readonly string[];
	step: Partial<Record<StepName, readonly string[]>>;
}>({
	zh: {
		own: '我常写的',
		quick: '常用语',
		forget: '删几条',
		forgetDone: '好了',
		forgetAt: (phrase) => `不再提示：${phrase}`,
		insertAt: (phrase) => `写上：${phrase}`,
		visit: {
			met: ['身体还好', '家里暖气正常', '提醒了用电用气安全', '讲了防诈骗', '药够吃', '子女常来看'],
			met_family: ['本人出门了，家人说都好', '家人代答', '本人在医院', '去子女家住几天'],
			no_answer: ['敲门没人应', '邻居说白天上班', '邻居说出远门了', '车不在楼下'],
			refused: ['说现在不方便', '隔着门说都好', '请改天再来', '希望先打电话'],
			rescheduled: ['约好下次再来', '要先打电话', '要等家人在'],
			vacant: ['邻居说空着', '门上积了灰', '房主在外地'],
			moved: ['邻居说搬走了', '新住户还没来', '租约到期搬走'],
			abnormal: ['已联系家属', '已打 120', '已通知物业', '已报社区', '屋里有煤气味']
		},
		anyConcern: ['今天发现的', '反复出现', '影响老人出门', '请尽快看看'],
		concern: {
			utility: ['家里不热', '停水了', '停电了', '水压小', '一直这样几天了', '有煤气味已通风'],
			repair: ['楼上漏水', '下水道堵了', '电梯停了', '楼道灯不亮', '门禁坏了', '路面积水'],
			property: ['物业没人管', '打了电话没来', '收费没说清', '要看公共收益'],
			parking: ['车堵住单元门', '占了消防通道', '电动车进楼', '楼道里充电'],
			environment: ['垃圾没清', '楼道堆杂物', '夜里吵', '有油烟', '流浪狗多'],
			safety: ['消防通道堵了', '高空掉东西', '电线裸露', '灭火器过期'],
			order: ['违规搭建', '占道摆摊', '乱贴小广告'],
			dispute: ['两家都在场', '想请人调解', '愿意再谈', '已经吵过几次'],
			care: ['老人一个人住', '行动不便', '需要人陪着看病', '申请补贴', '孩子没人接'],
			gov_service: ['不会在网上办', '缺材料', '要代办', '问怎么申请'],
			culture: ['想要活动场地', '愿意当志愿者', '报名参加'],
			other: ['提个建议', '表扬']
		},
		step: {
			progress: ['已联系上', '师傅明天来', '在等配件', '已看过现场', '正在协调'],
			resolve: ['已修好，住户当面试过', '已清理', '已说清楚', '已联系上门'],
			return: ['不归我们管', '要物业来办', '要部门来办', '地点写得不清'],
			self_handle: ['我今天去看看', '我来联系', '我来劝一劝'],
			mediate: ['两家各让一步', '还要再谈一次', '谈成了，都同意'],
			request_suspend: ['等配件', '等天暖再施工', '等业主大会', '住户暂时不在'],
			request_whistle: ['要几个部门一起看', '一家办不了', '已经退过几次'],
			withdraw: ['住户说不用了', '报重了', '已经好了']
		}
	},
	en: {
		own: 'What I often write',
		quick: 'Quick phrases',
		forget: 'Remove some',
		forgetDone: 'Done',
		forgetAt: (phrase) => `No longer offer: ${phrase}`,
		insertAt: (phrase) => `Insert: ${phrase}`,
		visit: {
			met: ['In good health', 'Heating works', 'Talked about fire safety', 'Warned of fraud'],
			met_family: ['Family says all is well', 'In hospital', 'Staying with the children'],
			no_answer: ['Nobody opened', 'Neighbour: at work by day', 'Neighbour: travelling'],
			refused: ['Not a good moment', 'Says all is well through the door', 'Call first, please'],
			rescheduled: ['Agreed to come again', 'Call first', 'Wait for family'],
			vacant: ['Neighbour: empty', 'Owner lives elsewhere'],
			moved: ['Neighbour: moved out', 'Lease ended'],
			abnormal: ['Family informed', 'Called 120', 'Property company informed', 'Smell of gas']
		},
		anyConcern: ['Found today', 'Happens again and again', 'Please look soon'],
		concern: {
			utility: ['Flat is cold', 'No water', 'No power', 'Low pressure', 'For several days'],
			repair: ['Leak from above', 'Drain blocked', 'Lift stands still', 'Stairwell dark'],
			property: ['Nobody came after a call', 'Fee not explained'],
			parking: ['Car blocks the entrance', 'Fire lane blocked', 'E-bike in the house'],
			environment: ['Rubbish not collected', 'Stairwell full of things', 'Noise at night'],
			safety: ['Fire lane blocked', 'Things fall from above', 'Bare wires'],
			order: ['Built without permit', 'Stall on the pavement', 'Posters'],
			dispute: ['Both were present', 'Wish for mediation', 'Willing to talk again'],
			care: ['Lives alone', 'Hard to walk', 'Needs company to the doctor'],
			gov_service: ['Cannot do it online', 'Papers missing', 'How to apply'],
			culture: ['Wants a room', 'Would volunteer'],
			other: ['A suggestion', 'Praise']
		},
		step: {
			progress: ['Got in touch', 'Mechanic comes tomorrow', 'Waiting for parts', 'Was on the spot'],
			resolve: ['Repaired, tried by the resident', 'Cleared', 'Explained'],
			return: ['Not our duty', 'Property company should do it', 'Place is unclear'],
			self_handle: ['I will look today', 'I will get in touch', 'I will talk to them'],
			mediate: ['Both gave in', 'One more talk', 'Agreed by all'],
			request_suspend: ['Waiting for parts', 'Waiting for warmer days', 'Resident is away'],
			request_whistle: ['Several departments needed', 'One cannot do it alone'],
			withdraw: ['Resident no longer needs it', 'Reported twice', 'Already fine']
		}
	}
});
