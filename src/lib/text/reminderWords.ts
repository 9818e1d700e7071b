/** What a reminder says, and in plain words where it works and where it does not. */
import type { Pressing } from '#lib/domain/dayReminder.ts';
import { formatNumber } from './dates.ts';
import { inLanguage } from './language.ts';

export const reminderWords = inLanguage({
	zh: {
		title: '提醒',
		today: '今天要去的',
		said: ({ promised, lastDay }: Pressing) =>
			[
				promised > 0 ? `约好的 ${formatNumber(promised)} 户` : '',
				lastDay > 0 ? `今天不去就逾期的 ${formatNumber(lastDay)} 户` : ''
			]
				.filter(Boolean)
				.join('，') + '，还没去。',
		known: '知道了',
		modes: { off: '不提醒', here: '在青格里', system: '系统通知' },
		mode: '怎么提醒',
		when: '早上 8 点以后和下午 4 点以后各一次，只说约好的和今天不去就逾期的，不写住户姓名。',
		here: '打开青格时，在最上面提醒。',
		system: '青格开着或放在后台时，手机会弹出通知。',
		badge:
			'添加到桌面后，图标上显示今天还剩几户（安卓的 Chrome、Edge 和苹果系统可以；有的手机桌面不显示数字）。',
		noBadge: '这个浏览器不能在图标上显示数字。',
		closed: '青格完全关掉以后不会提醒：那要靠国外的推送服务，这里用不了。早上打开一次就好。',
		denied: '手机没有允许青格发通知。可以在手机设置里打开，现在仍在青格里提醒。',
		unsupported: '这个浏览器不能发系统通知，仍在青格里提醒。'
	},
	en: {
		title: 'Reminders',
		today: 'To go to today',
		said: ({ promised, lastDay }: Pressing) =>
			'Not visited yet: ' +
			[
				promised > 0 ? `${formatNumber(promised)} promised` : '',
				lastDay > 0 ? `${formatNumber(lastDay)} overdue from tomorrow` : ''
			]
				.filter(Boolean)
				.join(', '),
		known: 'OK',
		modes: { off: 'Off', here: 'In the app', system: 'Notification' },
		mode: 'How to remind',
		when: 'Once after 8:00 and once after 16:00, only of what is promised or overdue from tomorrow; no names.',
		here: 'A line on top when the app is open.',
		system: 'A notification of the phone while the app is open or in the background.',
		badge:
			'Once installed, the icon shows how many doors are left (Chrome and Edge on Android, iOS; some launchers show no number).',
		noBadge: 'This browser cannot put a number on the icon.',
		closed:
			'A closed app does not remind: that would need a push service abroad, which is out of reach here. Open it once in the morning.',
		denied:
			'The phone does not let the app send notifications. Allow it in the settings; until then the line in the app stays.',
		unsupported: 'This browser has no notifications; the line in the app stays.'
	}
});
