/** What the page of a community's settings says: every limit by a plain name, every choice with what it does. */
import type { PolicyCode, StepCode } from '#lib/domain/clockPolicies.ts';
import type { SettingsFields } from '#lib/domain/communityDocuments.ts';
import { inLanguage } from './language.ts';

type LimitName = `${PolicyCode}.${StepCode}`;

const zh = {
	title: '社区设置',
	hint: '时限、办公时间、民情单的红蓝。改了以后，所有人的手机和提醒都按新的算。',
	readOnly: '这里由社区书记改；您可以看现在用的是什么。',
	limits: '时限',
	policies: {
		property_54321: '派给物业的（54321）',
		whistle: '吹哨报到的',
		mediation: '调解',
		follow_up: '办结以后',
		suspended_note: '挂起期间'
	} as Record<PolicyCode, string>,
	steps: {
		'property_54321.accept': '接单',
		'property_54321.respond': '响应（电话或到场）',
		'property_54321.resolve': '办结',
		'property_54321.two': '“2”',
		'property_54321.one': '“1”',
		'whistle.respond': '到场报到',
		'whistle.resolve': '办结',
		'mediation.conclude': '调解结束',
		'follow_up.ask': '回访',
		'follow_up.close': '没有回音，自动结案',
		'suspended_note.note': '写一次进展'
	} as Partial<Record<LimitName, string>>,
	unknownTwoOne: '“54321”里的“2”和“1”是什么，各地说法不一。不填就不计时。',
	amount: (step: string) => `${step}：多少`,
	unit: (step: string) => `${step}：单位`,
	units: { none: '不设', minute: '分钟', hour: '小时', day: '天' },
	counts: '只算办公时间',
	usual: (span: string) => `一般：${span}`,
	was: (span: string) => `现在：${span}`,
	noLimit: '不设时限',
	span: (amount: number, unit: string) => `${String(amount)} ${unit}`,
	inOffice: '，只算办公时间',
	hours: '办公时间',
	hoursHint: '标了“只算办公时间”的时限，夜里和休息日不走。紧急的事不分昼夜都算。',
	usualHours: '用一般的办公时间',
	ownHours: '自己定',
	morning: '上午',
	afternoon: '下午',
	from: (half: string) => `${half}从`,
	until: (half: string) => `${half}到`,
	summer: '夏天下午另有时间',
	summerFrom: '从几月',
	summerUntil: '到几月',
	month: (month: number) => `${String(month)} 月`,
	summerAfternoon: '夏天下午',
	weekdays: '哪几天上班',
	dayNames: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
	slip: '民情单的红和蓝',
	slipHint: '打印的单子上会写。不填就留空行，可以手写。',
	red: '红单代表什么',
	blue: '蓝单代表什么',
	scripts: '给居民看的单子用什么文字',
	scriptNames: {
		zh: '只用汉文',
		zh_mn: '汉文在前，蒙古文在后',
		mn_zh: '蒙古文在前，汉文在后'
	} as Record<SettingsFields['scripts'], string>,
	dutyPhone: '居民核实身份打哪个电话',
	dutyPhoneHint: (phone: string) => (phone === '' ? '不填就不写电话。' : `不填就用 ${phone}。`),
	save: '保存设置',
	saved: '社区设置',
	amountWrong: (step: string) => `「${step}」请填 1 到 400 天以内的整数；不要时限就选「不设」。`,
	meanwhile: (who: string, at: string) => `您填的时候，${who}在 ${at} 改过设置。改了这些：`,
	meanwhileKeep: '我看过了，按我填的存',
	meanwhileTake: '放下我填的，用新的',
	history: '改过的记录',
	never: '还没有改过，现在都是一般的规定。',
	by: (who: string, at: string) => `${who} · ${at}`,
	changed: (what: string, before: string, after: string) => `${what}：${before} → ${after}`,
	hoursChanged: '办公时间改了',
	nothing: '（空）',
	same: '没有改动'
};

type Words = typeof zh;

const en: Words = {
	title: 'Community settings',
	hint: 'Limits, office hours, the slip’s red and blue. Once changed, every phone and every warning goes by the new ones.',
	readOnly: 'The community’s lead changes these; you see what holds now.',
	limits: 'Limits',
	policies: {
		property_54321: 'Sent to a property company (54321)',
		whistle: 'Under a whistle',
		mediation: 'Mediation',
		follow_up: 'After it was resolved',
		suspended_note: 'While suspended'
	},
	steps: {
		'property_54321.accept': 'Accept',
		'property_54321.respond': 'Respond (call or on site)',
		'property_54321.resolve': 'Resolve',
		'property_54321.two': '“2”',
		'property_54321.one': '“1”',
		'whistle.respond': 'Report in',
		'whistle.resolve': 'Resolve',
		'mediation.conclude': 'Conclude',
		'follow_up.ask': 'Ask at the door',
		'follow_up.close': 'No answer: close by itself',
		'suspended_note.note': 'Write how it stands'
	},
	unknownTwoOne: 'What “2” and “1” of “54321” are is told differently. Left empty, no clock runs.',
	amount: (step) => `${step}: how much`,
	unit: (step) => `${step}: unit`,
	units: { none: 'none', minute: 'minutes', hour: 'hours', day: 'days' },
	counts: 'office hours only',
	usual: (span) => `usually ${span}`,
	was: (span) => `now: ${span}`,
	noLimit: 'no limit',
	span: (amount, unit) => `${String(amount)} ${unit}`,
	inOffice: ', office hours only',
	hours: 'Office hours',
	hoursHint:
		'Limits marked “office hours only” stand still at night and on days off. Urgent matters count round the clock.',
	usualHours: 'The usual hours',
	ownHours: 'Our own',
	morning: 'Morning',
	afternoon: 'Afternoon',
	from: (half) => `${half} from`,
	until: (half) => `${half} until`,
	summer: 'Other afternoons in summer',
	summerFrom: 'From month',
	summerUntil: 'Until month',
	month: (month) => `month ${String(month)}`,
	summerAfternoon: 'Summer afternoon',
	weekdays: 'Working days',
	dayNames: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
	slip: 'Red and blue of the slip',
	slipHint: 'Printed on the slip. Left empty, there is room for a pen.',
	red: 'What red means',
	blue: 'What blue means',
	scripts: 'Scripts of what residents are handed',
	scriptNames: {
		zh: 'Chinese only',
		zh_mn: 'Chinese first, then Mongolian',
		mn_zh: 'Mongolian first, then Chinese'
	},
	dutyPhone: 'Whom a resident calls to check who is at the door',
	dutyPhoneHint: (phone) => (phone === '' ? 'Left empty, none is printed.' : `Else ${phone}.`),
	save: 'Save settings',
	saved: 'Community settings',
	amountWrong: (step) => `“${step}”: a whole number, at most 400 days; choose “none” for no limit.`,
	meanwhile: (who, at) => `While you were writing, ${who} changed the settings at ${at}:`,
	meanwhileKeep: 'I have seen it, save mine',
	meanwhileTake: 'Drop mine, take the new ones',
	history: 'What was changed',
	never: 'Nothing was changed yet; the usual rules hold.',
	by: (who, at) => `${who} · ${at}`,
	changed: (what, before, after) => `${what}: ${before} → ${after}`,
	hoursChanged: 'Office hours changed',
	nothing: '(empty)',
	same: 'Nothing changed'
};

export const settingsWords = inLanguage({ zh, en });

/** `派给物业的（54321） · 接单` */
export function limitName(policy: string, step: string): string {
	const { policies, steps } = settingsWords;
	const named = steps[`${policy}.${step}` as LimitName] ?? step;
	return `${policies[policy as PolicyCode]} · ${named}`;
}
