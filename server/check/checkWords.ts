/** Every word of the public page on which a resident checks a badge. Chinese; short, for the doorstep. */
export const checkWords = {
	title: (community: string) => `${community} 工作证核验`,
	staff: '是本社区工作人员',
	volunteer: '是本社区登记的志愿者',
	nobody: '不是本社区在岗人员',
	staffMark: '是',
	nobodyMark: '不是',
	nobodyHint: '查不到这张工作证，可能已停用或更换。请先不要开门，打电话问一问。',
	sameFace: '请看照片和来人是不是同一个人。',
	name: '姓名',
	work: '岗位',
	phone: '值班电话',
	until: '有效至',
	untilFurther: '在岗期间有效',
	time: '核验时间',
	noPhone: '请到社区服务站询问',
	awaiting: '蒙古文待译员审定',
	tooMany: '这会儿查询的人太多，请过一分钟再扫。'
} as const;
