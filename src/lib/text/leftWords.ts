/** What is said of records that were refused out of a feed that has left this phone. */
import { formatInstant } from './dates.ts';
import { inLanguage } from './language.ts';

export const leftWords = inLanguage({
	zh: {
		title: '不归您管的地方，没收下的',
		hint: '那边的住户和记录已经从这部手机上拿走，只留下您写的这几条，等社区站管处理。',
		from: (label: string, at: string, now: string) => `${label} · ${formatInstant(at, now)} 记下`,
		noWords: '没有写字',
		putAway: '知道了，从手机上去掉',
		drop: '去掉',
		ask: '从手机上去掉这一条？',
		askHint: '没收下的记录，同步站会原样留着交给站管处理。要留一份，请先导出文件。',
		cancel: '先留着'
	},
	en: {
		title: 'Not taken, from a place that is no longer yours',
		hint: 'Households and records of that place have left this phone. Only these, which you wrote, stay until the keeper has dealt with them.',
		from: (label: string, at: string, now: string) =>
			`${label} · written ${formatInstant(at, now)}`,
		noWords: 'nothing was written',
		putAway: 'Understood, take it off this phone',
		drop: 'Take it off',
		ask: 'Take this record off the phone?',
		askHint:
			'The station keeps refused records whole for its keeper. To keep a copy, save the file first.',
		cancel: 'Keep it for now'
	}
});
