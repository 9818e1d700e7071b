/** What the hats of one person are called, and the words of the switch between them. */

export const hatWords = {
	title: '我在做的',
	hint: '您有几份工作，在这里换。',
	names: {
		grid: '网格员',
		handler: '接单办理',
		head: '楼栋长',
		informant: '信息员',
		desk: '社区',
		street: '街道',
		keeper: '同步站'
	}
};
