/** The made-up places around the demo's service centre, as an XLSX file for the import of places. */
import writeExcelFile from 'write-excel-file/node';

/** No number begins so: nobody can be called by mistake. */
const phone = (at: number) => `0471-00002${String(at).padStart(2, '0')}`;

type Line = [
	name: string,
	type: string,
	address: string,
	metres: number,
	wind: string,
	hours: string
];

const lines: readonly Line[] = [
	['兴康社区党群服务中心', '服务中心', '兴康路 8 号', 20, '北', '8:30–17:30'],
	['兴康菜市场', '菜市场', '兴康路 21 号', 260, '东', '6:00–19:30'],
	['惠民生鲜超市', '超市', '兴康小区 1 号楼底商', 150, '东北', '7:00–21:00'],
	['和润便民菜店', '生鲜', '和润家园 2 号楼底商', 690, '南', '7:00–20:00'],
	['兴康社区卫生服务站', '卫生室', '兴康路 12 号', 310, '西北', '8:00–17:30'],
	['人民路街道卫生院', '医院', '人民路 66 号', 1080, '东南', '全天，急诊不休'],
	['便民药店', '药店', '兴康南院 1 号楼底商', 420, '西南', '8:00–21:00'],
	['兴康小学', '小学', '学苑巷 3 号', 540, '西', '上学日 7:30–17:00'],
	['青松幼儿园', '幼儿园', '青松园西门', 470, '北', '7:40–17:30'],
	['第六中学', '中学', '人民路 102 号', 1120, '东北', '上学日 7:00–18:00'],
	['青城小游园', '公园', '兴康路西口', 380, '西北', '全天'],
	['电业文化广场', '广场', '电业大院北', 610, '东', '全天'],
	['巧嫂家政', '家政', '兴康南院 6 号楼底商', 450, '南', '8:00–18:00'],
	['安心保洁', '家政', '青松园 1 号楼底商', 520, '北', '8:30–18:30'],
	['兴康日间照料中心', '养老', '兴康平房院 2 排', 350, '西南', '8:00–17:00'],
	['银龄互助站', '老年', '兴康小区 8 号楼底商', 230, '西', '9:00–16:30'],
	['老王修理铺', '维修', '兴康小区 14 号楼底商', 330, '东南', '8:00–19:00'],
	['开锁换锁服务点', '维修', '电业大院 1 号楼底商', 640, '东南', '全天，电话约'],
	['人民路派出所兴康警务室', '警务', '兴康路 10 号', 90, '西', '全天'],
	['邮政便民点', '邮政', '和润家园 1 号楼底商', 720, '', '9:00–17:00'],
	['郊外农贸市场', '市场', '南二环外', 1900, '南', '5:00–12:00']
];

export async function demoPlacesXlsx(): Promise<Buffer> {
	const header = ['名称', '类别', '地址', '距离（米）', '方向', '营业时间', '电话'];
	const title = header.map((value) => ({ value, fontWeight: 'bold' as const }));
	const rows = lines.map(([name, type, address, metres, wind, hours], at) => [
		...[name, type, address].map((value) => ({ value })),
		{ value: metres },
		...[wind, hours, type === '公园' || type === '广场' ? '' : phone(at)].map((value) => ({
			value
		}))
	]);
	return writeExcelFile([
		{ sheet: '生活圈', data: [title, ...rows], columns: header.map(() => ({ width: 16 })) }
	]).toBuffer();
}
