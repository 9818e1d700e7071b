/** Words for what another app shared into this one. */
import { inLanguage } from './language.ts';

export const sharedWords = inLanguage({
	zh: {
		taken: '分享的内容放进来了，选好在哪儿、什么事，再保存。',
		unreadable: (count: number) =>
			`分享的内容放进来了；有 ${String(count)} 张照片打不开，没有放进来。`,
		title: '报一件事',
		cannot: '这个岗位不报诉求。请转给网格员，或打社区电话。',
		waits: '分享来的照片和文字还在手机里。',
		wear: (hat: string) => `换成“${hat}”来报`,
		forget: '不用了，删掉分享来的内容'
	},
	en: {
		taken: 'What you shared is in the form. Say where and what it is, then save.',
		unreadable: (count: number) =>
			`What you shared is in the form; ${String(count)} pictures cannot be read and were left out.`,
		title: 'Report something',
		cannot:
			'This role does not report concerns. Pass it to the grid worker, or call the community.',
		waits: 'What you shared is still on this phone.',
		wear: (hat: string) => `Report as “${hat}”`,
		forget: 'Not needed, delete what was shared'
	}
});
