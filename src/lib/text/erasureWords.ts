/** Words of what stays and what goes when a resident asked to be erased, and of entering her again. */
import { inLanguage } from './language.ts';

export const erasureWords = inLanguage({
	zh: {
		kept: '删除时，同步站把台账、网格数据和文件里的旧内容一起清掉；手机下次联网后也清掉，只是手机存储里的旧痕迹要过些时候才会被盖掉。留下的只有：哪天上过门、谁记的、反映过的事，还有这份要求和答复，用来说明办过什么、为什么删。已经做好的备份和传给上级的，按各自的期限清除；已经导出的表，由导表的人处理。',
		againTitle: '这户有人要求删除过信息',
		again: (day: string) =>
			`${day} 社区同意删除了这户居民的信息。如果现在登记的就是这个人，要先征得本人同意；如果是新搬来的人，可以直接登记。`,
		enter: '可以登记',
		cancel: '先不登记'
	},
	en: {
		kept: 'When it is erased the station clears the old content from the ledger, the grid’s data and its files, and phones do so when they are next online, though traces in a phone’s storage are only overwritten in time. What stays: on which day somebody came, who wrote it, what was reported, and this request with its answer, to show what was done and why. Backups already made and what was sent to the district go when their own time is over; tables already made are for whoever made them.',
		againTitle: 'Somebody here asked to be erased',
		again: (day: string) =>
			`On ${day} the community agreed to erase what was known of a resident here. If this is the same person, she must agree first; if it is somebody who moved in, go on.`,
		enter: 'Write down',
		cancel: 'Not now'
	}
});
