/** A table of orders as a platform writes it, to show which columns are understood. Its headers are in Chinese, as the files are. */
export const orderExample: readonly { header: string; cell: string }[] = [
	{ header: '工单编号', cell: 'HH261127-03' },
	{ header: '诉求内容', cell: '楼道灯坏了 晚上看不见路' },
	{ header: '事发地址', cell: '兴康小区3号楼2单元501' },
	{ header: '问题分类', cell: '路灯/楼道灯' },
	{ header: '办结时限', cell: '2026-11-30' },
	{ header: '联系电话', cell: '138…' }
];
