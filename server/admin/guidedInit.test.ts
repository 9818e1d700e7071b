import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import { openAuditTrail } from '../access/auditTrail.ts';
import { passwordFits } from '../access/passwords.ts';
import { openStationData } from '../stationData.ts';

const root = mkdtempSync(join(tmpdir(), 'qingge-init-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const cli = fileURLToPath(new URL('../cli.ts', import.meta.url));
let folders = 0;
const freshFolder = () => join(root, String((folders += 1)));

/** The command as a keeper runs it, with these lines typed. */
async function guided(dataDir: string, lines: string[]) {
	const child = spawn(process.execPath, [cli, 'init'], {
		env: { PATH: process.env['PATH'], DATA_DIR: dataDir },
		stdio: 'pipe'
	});
	let said = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding('utf8').on('data', (more: string) => (said += more));
	}
	child.stdin.end(`${lines.join('\n')}\n`);
	const [code] = (await once(child, 'close')) as [number | null];
	return { code, said };
}

async function kept<T>(
	dataDir: string,
	read: (data: Awaited<ReturnType<typeof openStationData>>) => T
) {
	const data = await openStationData(dataDir);
	try {
		return await read(data);
	} finally {
		await data.close();
	}
}

describe('init, step by step', () => {
	test('[O17] a community with its first accounts and roster, from answers typed one by one', async () => {
		const dataDir = freshFolder();
		const roster = join(root, 'roster.xlsx');
		const rows = [
			['所属网格', '小区', '门牌地址', '姓名'],
			['第1网格', '兴康小区', '3号楼2单元501', '图雅']
		];
		const cells = rows.map((row) => row.map((value) => ({ value })));
		await writeExcelFile(cells, {}).toFile(roster);
		const { code, said } = await guided(dataDir, [
			...['123', '150105001019', '', '', '二', '2', '0471-1234567'],
			...['', '小站', '', ''],
			...['zhan', 'tu-01', '图雅', '', ''],
			...[roster, 'y', 'y']
		]);
		expect(code).toBe(0);
		expect(said).toContain('要 12 位数字');
		expect(said).toContain('查到：赛罕区人民路街道兴康社区');
		expect(said).toContain('要 1 到 99 的整数');
		expect(said).toContain('这个账号上面已经有了');
		expect(said).toContain('户（门）：新增 1');
		const password = /tu-01：第1网格网格员，密码 (\S+?)（只显示这一次）/.exec(said)?.[1] ?? '';
		await kept(dataDir, async ({ access, storage }) => {
			expect(access.community()).toMatchObject({
				...{ id: '150105001019', name: '兴康社区', street: '人民路街道', demo: false },
				phone: '0471-1234567'
			});
			expect(
				access.accounts().map(({ name, displayName, grants }) => {
					return [name, displayName, ...grants.map(({ role, scope }) => `${role} ${scope}`)];
				})
			).toEqual([
				['shuji', 'shuji', 'community_lead 150105001019'],
				['tu-01', '图雅', 'grid_worker 150105001019-01'],
				['wangge2', 'wangge2', 'grid_worker 150105001019-02'],
				['zhan', '小站', 'station_keeper 150105001019']
			]);
			expect(await passwordFits(password, access.passwordHash('tu-01'))).toBe(true);
			const feed = await storage.open('feed-grid-150105001019-01');
			expect(await feed?.row('door:150105001019-01/xk/3-2-501')).toBeDefined();
			const trail = openAuditTrail(access, () => '');
			expect(trail.verify()).toMatchObject({ entries: 4, brokenAt: undefined });
		});
		const again = await guided(dataDir, []);
		expect(again).toMatchObject({
			code: 1,
			said: expect.stringContaining('已经属于社区“兴康社区”')
		});
	});

	test('[O17] without the last yes, or when answers end early, nothing is written', async () => {
		const answers = ['150105001019', '', '', '1', '', '', '', '', '', '', '', ''];
		for (const lines of [[...answers, 'n'], answers.slice(0, 4)]) {
			const dataDir = freshFolder();
			const { code, said } = await guided(dataDir, lines);
			expect(code).toBe(1);
			expect(said).toContain('没有建立任何内容');
			await kept(dataDir, ({ access }) => {
				expect(access.community()).toBeUndefined();
				expect(access.accounts()).toEqual([]);
			});
		}
	});
});
