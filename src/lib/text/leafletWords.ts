/**
 * What residents are handed or shown: badge, notice card, door slip, satisfaction question. Always
 * Chinese, whatever language the worker's own screen speaks; Mongolian stands in mongolianWords.ts.
 */
export const leafletWords = {
	awaiting: '蒙古文待译员审定',
	phone: '值班电话',
	noPhone: '请到社区服务站询问',
	badge: {
		title: '工作证',
		name: '姓名',
		work: '岗位',
		until: '有效至',
		untilFurther: '在岗期间有效',
		scan: '用手机扫一扫，核对是不是本社区的人',
		qrAlt: '核验二维码：扫一扫，打开本社区的核验页',
		photoAlt: (name: string) => `${name}的照片`
	},
	notice: {
		title: '个人信息告知卡',
		who: '谁在记',
		whoWords: (place: string, work: string, name: string) =>
			`${place}的${work}${name}。代表社区走访，不收任何费用。`,
		what: '记什么',
		whatWords:
			'住址、同住的人和您愿意留的电话；走访时说的情况；您反映的事，需要时拍现场照片。不记身份证号、银行卡、宗教信仰，不拍人脸和证件，不记行踪。',
		why: '为什么记',
		whyWords:
			'走访服务、关爱探访、把您反映的事办好并回来告诉您。物业和部门只看得到要办的那件事和您同意留的电话。关爱方面的情况，要您另外同意才记。',
		howLong: '存多久',
		howLongWords: (kept: string) =>
			`网格员手机里只留近期的记录。社区台账保存到：${kept || '____________'}，到期删除，或去掉姓名只留数字。`,
		rights: '您可以',
		rightsWords:
			'看看记了您家什么；记错了要求改；不想留了要求删；同意过的可以收回；不愿意说的可以不说。告诉网格员或打值班电话，社区会处理并答复您。',
		call: '找谁'
	},
	slip: {
		title: '今天来过，您没在家',
		words: (place: string, work: string, name: string) =>
			`您好！我是${place}的${work}${name}，今天来走访，没遇到您。`,
		cameOn: '来访日期',
		comesOn: '再来日期',
		notSet: '另约',
		verify: '扫一扫，核对来人身份'
	},
	rating: {
		title: '这件事办得怎么样？',
		ask: '请您自己点一个',
		faces: ['很不满意', '不满意', '一般', '满意', '很满意']
	}
} as const;
