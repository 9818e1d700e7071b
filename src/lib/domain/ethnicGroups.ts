/** The 56 ethnic groups and their codes (GB/T 3304). Names and codes only. */
const names =
	'汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺'.split(
		' '
	);

const codeByName: ReadonlyMap<string, string> = new Map(
	names.map((name, at) => [name, String(at + 1).padStart(2, '0')])
);

/** 蒙古族 or 蒙古 → `02`; `''` for what is none of the 56. */
export function ethnicCodeOf(written: string): string {
	const name = written.normalize('NFKC').trim();
	return codeByName.get(name) ?? codeByName.get(name.replace(/族$/, '')) ?? '';
}

/** `02` → 蒙古族; `''` where not told. */
export function ethnicName(code: string): string {
	const name = names[Number(code) - 1];
	return name === undefined ? '' : `${name}族`;
}
