/** What is said of the places around: 15分钟生活圈. */
import type { PlaceType } from '#lib/domain/communityDocuments.ts';
import type { Wind } from '#lib/domain/livingCircle.ts';
import { inLanguage } from './language.ts';

export interface PlacesWords {
	title: string;
	under: (count: number) => string;
	types: Readonly<Record<PlaceType, string>>;
	winds: Readonly<Record<Wind, string>>;
	all: string;
	filter: string;
	view: string;
	list: string;
	card: string;
	minutes: (minutes: number) => string;
	within: (minutes: number) => string;
	beyond: string;
	metres: (metres: number) => string;
	pace: (metres: number) => string;
	centre: string;
	ring: (count: number) => string;
	undrawn: (count: number) => string;
	call: (name: string) => string;
	none: string;
	noneHint: string;
}

/** Also on the card that residents get, whatever the worker's own screen speaks. */
export const placesWordsZh: PlacesWords = {
	title: '15分钟生活圈',
	under: (count) => `${count} 处，从社区服务站走过去`,
	types: {
		market: '买菜',
		clinic: '看病',
		service_centre: '办事',
		school: '上学',
		park: '公园',
		home_help: '家政',
		elder_care: '养老',
		repair: '维修',
		other: '其他'
	},
	winds: {
		...{ 北: '北', 东北: '东北', 东: '东', 东南: '东南' },
		...{ 南: '南', 西南: '西南', 西: '西', 西北: '西北' }
	},
	all: '全部',
	filter: '看哪一类',
	view: '怎么看',
	list: '列表',
	card: '给居民的卡片',
	minutes: (minutes) => `走 ${minutes} 分钟`,
	within: (minutes) => `${minutes}分钟`,
	beyond: '15 分钟以外',
	metres: (metres) => (metres < 1_000 ? `${metres} 米` : `${(metres / 1_000).toFixed(1)} 公里`),
	pace: (metres) => `时间按每分钟走 ${metres} 米算；老人、推车会慢一些。`,
	centre: '服务站',
	ring: (count) => `方位图：${count} 处地方在社区服务站周围的方向和远近，编号与下面的列表相同`,
	undrawn: (count) => `有 ${count} 处没有写方向，只在列表里。`,
	call: (name) => `打电话给${name}`,
	none: '社区还没有导入生活圈',
	noneHint: '同步站管理员用表格导入后，会自动到每台手机上。'
};

export const placesWords = inLanguage<PlacesWords>({
	zh: placesWordsZh,
	en: {
		title: '15-minute circle',
		under: (count) => `${count} places, on foot from the service centre`,
		types: {
			market: 'Food',
			clinic: 'Health',
			service_centre: 'Services',
			school: 'School',
			park: 'Park',
			home_help: 'Home help',
			elder_care: 'Elder care',
			repair: 'Repairs',
			other: 'Other'
		},
		winds: {
			...{ 北: 'N', 东北: 'NE', 东: 'E', 东南: 'SE' },
			...{ 南: 'S', 西南: 'SW', 西: 'W', 西北: 'NW' }
		},
		all: 'All',
		filter: 'Which kind',
		view: 'View',
		list: 'List',
		card: 'Card for residents',
		minutes: (minutes) => `${minutes} min on foot`,
		within: (minutes) => `${minutes} min`,
		beyond: 'Beyond 15 minutes',
		metres: (metres) => (metres < 1_000 ? `${metres} m` : `${(metres / 1_000).toFixed(1)} km`),
		pace: (metres) => `At ${metres} metres a minute; slower for older people or with a pram.`,
		centre: 'Centre',
		ring: (count) =>
			`Drawing: direction and distance of ${count} places around the service centre, numbered as in the list`,
		undrawn: (count) =>
			`${count} without a direction ${count === 1 ? 'is' : 'are'} in the list only.`,
		call: (name) => `Call ${name}`,
		none: 'The community has not imported its places yet',
		noneHint: 'Once the keeper of the station imports a table, it comes to every phone by itself.'
	}
});
