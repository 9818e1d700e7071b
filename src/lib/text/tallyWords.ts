/** What the street is told of the counts of its communities. */
import { formatInstant, formatNumber } from './dates.ts';
import { inLanguage } from './language.ts';

interface Share {
	part: number;
	of: number;
}

export const tallyWords = inLanguage({
	zh: {
		about: '同步站数的：没办完的，加上近一年收到的。',
		whole: '全社区',
		whistled: '到过街道的',
		community: '社区',
		asOf: (at: string, now: string) => `${formatInstant(at, now)} 数的`,
		none: '还没有收到这个社区的数，只有到过街道的。',
		late: (count: number) => (count === 0 ? '没有超时的' : `超时 ${formatNumber(count)} 件`),
		columns: { called: '等报到', working: '在办', resolved: '待回访', ended: '已结' },
		rates: { responded: '响应率', solved: '解决率', satisfied: '满意率' },
		percent: (percent: number | undefined) => (percent === undefined ? '—' : `${percent}%`),
		of: {
			responded: ({ part, of }: Share) =>
				of === 0 ? '还没有派出的' : `派出 ${formatNumber(of)} 件，响应 ${formatNumber(part)} 件`,
			solved: ({ part, of }: Share) =>
				of === 0
					? '还没有回访到的'
					: `回访 ${formatNumber(of)} 次，${formatNumber(part)} 次说解决了`,
			satisfied: ({ part, of }: Share) =>
				of === 0
					? '还没有回访到的'
					: `回访 ${formatNumber(of)} 次，${formatNumber(part)} 次打 4 分以上`
		},
		number: (count: number) => formatNumber(count)
	},
	en: {
		about: 'Counted by the station: everything open, and what came in within a year.',
		whole: 'Whole community',
		whistled: 'Of these, sent to the street',
		community: 'Community',
		asOf: (at: string, now: string) => `as of ${formatInstant(at, now)}`,
		none: 'No count of this community has come yet, only what was sent to the street.',
		late: (count: number) => (count === 0 ? 'none overdue' : `${formatNumber(count)} overdue`),
		columns: {
			called: 'Called',
			working: 'In work',
			resolved: 'To ask back',
			ended: 'Over'
		},
		rates: { responded: 'Responded', solved: 'Solved', satisfied: 'Satisfied' },
		percent: (percent: number | undefined) => (percent === undefined ? '—' : `${percent}%`),
		of: {
			responded: ({ part, of }: Share) =>
				of === 0 ? 'nothing sent out yet' : `${formatNumber(part)} of ${formatNumber(of)} sent out`,
			solved: ({ part, of }: Share) =>
				of === 0
					? 'nobody asked yet'
					: `${formatNumber(part)} of ${formatNumber(of)} households asked`,
			satisfied: ({ part, of }: Share) =>
				of === 0
					? 'nobody asked yet'
					: `4 or 5 from ${formatNumber(part)} of ${formatNumber(of)} asked`
		},
		number: (count: number) => formatNumber(count)
	}
});
