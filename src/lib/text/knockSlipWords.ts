/** The slip left at a door that stayed shut: what a neighbour may read, so no name of whoever lives there and no reason. */
import { dayOf } from '#lib/domain/calendar.ts';
import { inLanguage } from './language.ts';
import { writtenDaysIn } from './writtenDays.ts';

interface KnockSlip {
	/** 兴康社区 第1网格 */
	grid: string;
	worker: string;
	/** 3号楼 2单元 501 */
	door: string;
	/** When she knocked, as it is said. */
	knocked: string;
	/** When she comes again, `''` for not said. */
	again: string;
	/** `''` where the community has none. */
	phone: string;
}

const chinese = writtenDaysIn('zh');

/** The slip itself is Chinese whatever the worker's screens speak: residents read it. */
export const knockSlip = {
	heading: '您好，来过没遇到您',
	parts: { morning: '上午', afternoon: '下午', evening: '傍晚', weekend: '周末' },
	/** 11月28日 周六: a date, since it is read on another day than it was written. */
	day: (instant: string) => `${chinese.date(dayOf(instant))} ${chinese.weekday(dayOf(instant))}`,
	place: (buildingName: string, unit: string, room: string) =>
		[buildingName, unit === '' ? '' : `${unit} 单元`, room].filter(Boolean).join(' '),
	text: ({ grid, worker, door, knocked, again, phone }: KnockSlip) =>
		[
			`您好！我是${grid}的网格员${worker}。`,
			`${knocked} 来过${door}，没有遇到您。`,
			again === '' ? '' : `打算 ${again}再来。`,
			phone === '' ? '' : `方便时也可以打社区电话 ${phone} 找我。`,
			'我们上门不收钱，不要身份证号和银行卡号。'
		]
			.filter(Boolean)
			.join('')
};

export const knockSlipWords = inLanguage({
	zh: {
		title: '敲门未遇留条',
		again: '什么时候再来',
		day: '哪天',
		noDay: '不写',
		part: '什么时候',
		share: '发出去',
		copy: '复制文字',
		copied: '文字已复制，可以粘贴到微信或短信。',
		print: '打印',
		shareHint: '可以发到楼栋群里、发短信给住户，也可以打印了贴在门上。纸上不写住户姓名和来访原因。',
		promised: '记下了：约好再来',
		notShared: '这部手机没能发出去，也没能复制。请长按上面的文字自己复制。',
		noVisit: '这一户今天没有「没人」的记录，留条还是可以用。'
	},
	en: {
		title: 'Slip for a shut door',
		again: 'When to come again',
		day: 'Day',
		noDay: 'Leave out',
		part: 'Time',
		share: 'Share',
		copy: 'Copy text',
		copied: 'Copied. Paste it into a message.',
		print: 'Print',
		shareHint:
			'Share it, or print it and put it on the door. It holds no name of a resident and no reason for the visit.',
		promised: 'Noted: promised to come again',
		notShared: 'The phone could neither share nor copy. Press and hold the text above to copy it.',
		noVisit: 'Nobody recorded “nobody home” at this door today; the slip can still be used.'
	}
});
