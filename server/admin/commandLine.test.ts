import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import { openMemoryAccessStore } from '../access/memoryAccessStore.ts';
import type { TrialStation } from '../trialStation.ts';
import { basic, openTrialStation } from '../trialStation.ts';
import { runCommand } from './commandLine.ts';
import { doorOver } from './stationDoor.ts';

const token = 'the token';

describe('the keeper’s command line', () => {
	let station: TrialStation;
	let folder: string;
	let shown: string[];
	beforeEach(async () => {
		station = await openTrialStation({ adminToken: token });
		folder = await mkdtemp(join(tmpdir(), 'qingge-cli-'));
		shown = [];
		isInCluster = false;
	});
	afterEach(async () => {
		await station.close();
		await rm(folder, { recursive: true, force: true });
	});

	let isInCluster = false;
	const run = async (...args: string[]) =>
		runCommand(args, {
			isInCluster,
			openDoor: async () =>
				doorOver(
					station.handle,
					{ url: 'http://station', token },
					{ running: false, close: async () => station.router.idle() }
				),
			openAccess: async () => ({ access: openMemoryAccessStore(), close: async () => undefined }),
			show: (text) => shown.push(text),
			dataDir: folder,
			environment: {}
		});

	async function roster(...names: string[]): Promise<string> {
		const header = ['所属网格', '小区', '门牌地址', '姓名', '身份证号'];
		const rows = names.map((name, at) => [
			'第1网格',
			'兴康小区',
			`3号楼2单元50${at + 1}`,
			name,
			'1'
		]);
		const cells = [header, ...rows].map((row) => row.map((value) => ({ value })));
		const file = join(folder, 'roster.xlsx');
		await writeFile(file, new Uint8Array(await writeExcelFile(cells, {}).toBuffer()));
		return file;
	}
	const doorsInFeed = async () => {
		const store = await station.storage.open('feed-grid-150105001019-01');
		const rows = await store!.rowsById({ from: 'door:', to: 'door;', limit: 99, bodies: false });
		return rows.map(({ id }) => id);
	};

	test('[O61] [O66] the organisation is shown, written after a yes, and its passwords told once', async () => {
		await run('import', await roster('图雅'), '--yes');
		const rows = [
			['类型', '名称', '类别', '姓名', '账号', '岗位', '范围'],
			['单位', '和润物业', '物业', '', '', '', ''],
			['人员', '', '', '徐雅', 'wuye1', '物业', '和润物业'],
			['人员', '', '', '马梅', 'louzhang1', '楼栋长', '兴康小区3号楼'],
			['人员', '', '', '某某', 'louzhang2', '楼栋长', '兴康小区99号楼']
		].map((cells) => cells.map((value) => ({ value })));
		const file = join(folder, 'organisation.xlsx');
		await writeFile(file, new Uint8Array(await writeExcelFile(rows, {}).toBuffer()));
		expect((await run('organisation', file)).code).toBe(1);
		expect(shown.join()).toContain('第 5 行：找不到这个范围');
		expect(station.access.account('wuye1')).toBeUndefined();
		const done = await run('organisation', file, '--yes');
		expect(done.code).toBe(0);
		expect(done.text).toMatch(/wuye1\t徐雅\t[a-z0-9]{12}\nlouzhang1\t马梅\t[a-z0-9]{12}$/);
		expect((await run('accounts')).text).toContain('louzhang1\t马梅\t楼栋长');
		const databases = await station.storage.names();
		expect(databases).toContain('feed-building-150105001019-01-xk-3');
		expect(databases).toContain('feed-handler-150105001019-wy-herun');
		const again = await run('organisation', file, '--yes');
		expect(again.text).toContain('没有需要写入的内容');
		expect((await run('organisation', join(folder, 'none.xlsx'))).text).toContain('找不到文件');
	});

	test('[I17] without a yes nothing is written; with it the grid has its doors', async () => {
		const file = await roster('图雅', '苏和');
		const asked = await run('import', file);
		expect(asked.code).toBe(1);
		expect(shown.join()).toContain('户（门）：新增 2');
		expect(shown.join()).toContain('“身份证号”：身份证件号，任何情况下都不进系统');
		expect(await doorsInFeed()).toEqual([]);
		const done = await run('import', file, '--yes');
		expect(done).toMatchObject({ code: 0, text: expect.stringContaining('已写入 6 条') });
		expect(await doorsInFeed()).toEqual([
			'door:150105001019-01/xk/3-2-501',
			'door:150105001019-01/xk/3-2-502'
		]);
		const again = await run('import', file, '--yes');
		expect(again).toMatchObject({ code: 0, text: expect.stringContaining('没有需要写入的内容') });
	});

	test('[I24] phones that listen hear of an import at once', async () => {
		const phone = await station.signIn('wangge1', '01KASXV2G0000000000000000D');
		const reader = (await phone('/station/doorbell')).body!.getReader();
		await reader.read();
		await run('import', await roster('图雅'), '--yes');
		const news = new TextDecoder().decode((await reader.read()).value);
		expect(news).toContain('event: news');
		expect(news).toContain('door:150105001019-01/xk/3-2-501');
		await reader.cancel();
	});

	test('[I15] a file that is missing, a folder, or no spreadsheet is told in a sentence', async () => {
		const csv = join(folder, 'roster.xlsx');
		await writeFile(csv, '姓名,电话\n');
		for (const [path, words] of [
			[join(folder, 'nowhere.xlsx'), '找不到文件'],
			[folder, '不是一个文件'],
			[csv, '这不是 .xlsx 表格']
		] as const) {
			const { text, code } = await run('import', path, '--yes');
			expect(code).toBe(1);
			expect(text).toContain(words);
		}
		expect(await doorsInFeed()).toEqual([]);
	});

	test('[A19] an account is added, signs in with the password shown, and gets a new one', async () => {
		const added = await run('account', 'add', '李-01', '--grid', '2', '--display', '小李');
		const password = /密码 (\S+?)（/.exec(added.text)?.[1] ?? '';
		expect(password).toMatch(/^[a-z2-9]{12}$/);
		const signIn = async (secret: string) =>
			station.handle(
				new Request('http://station/db/_session', {
					method: 'POST',
					body: JSON.stringify({ name: '李-01', password: secret })
				})
			);
		expect((await signIn(password)).status).toBe(200);
		const changed = await run('account', 'password', '李-01');
		expect((await signIn(password)).status).toBe(401);
		const fresh = /：(\S+?)（/.exec(changed.text)?.[1] ?? '';
		expect((await signIn(fresh)).status).toBe(200);
		expect((await run('accounts')).text).toContain('李-01\t小李\t第2网格网格员');
	});

	test('[A28] keepers and leads are added, and the trail tells of it and is whole', async () => {
		const keeper = await run('account', 'add', 'guan', '--keeper', '--display', '站管');
		expect(keeper.text).toContain('已添加账号 guan：同步站管理员，密码 ');
		expect((await run('account', 'add', 'zhuren', '--lead')).text).toContain('社区书记');
		expect(station.access.account('guan')?.grants).toEqual([
			{ role: 'station_keeper', scope: '150105001019' }
		]);
		await run('account', 'password', 'guan');
		expect((await run('accounts')).text).toContain('guan\t站管\t同步站管理员');
		const { text, code } = await run('audit');
		expect(code).toBe(0);
		expect(text).toContain('操作记录完整，共 3 条');
		expect(text).toContain('station  password_changed  account=guan');
		expect(text).toContain(station.audit.head().head);
	});

	test('[A19] what is wrong with an account is said', async () => {
		expect((await run('account', 'add', 'wangge1', '--grid', '1')).text).toContain('已经有了');
		expect((await run('account', 'add', 'tu', '--grid', '9')).text).toContain('没有这个网格');
		expect((await run('account', 'add', 'station', '--grid', '1')).text).toContain('账号名');
		expect((await run('account', 'add', 'a b', '--grid', '1')).text).toContain('账号名');
		expect((await run('account', 'password', 'nobody')).text).toContain('没有账号');
	});

	test('[B2] [B3] [B13] backups and the district are asked for in words', async () => {
		expect((await run('backup', join(folder, 'nowhere', 'a.age'))).text).toContain('没有文件夹');
		expect((await run('backup', folder)).text).toContain('是一个文件夹');
		expect((await run('backup', join(folder, 'a.age'))).text).toContain('--passphrase-stdin');
		expect((await run('restore', join(folder, 'a.age'))).text).toContain('找不到备份文件');
		expect((await run('restore')).text).toContain('不认识的命令');
		expect((await run('upstream')).text).toContain('没有设置上级');
		expect((await run('upstream', 'http://couch.example')).text).toContain('--insecure');
		expect((await run('upstream', 'off')).code).toBe(0);
	});

	test('[A19] a community is set up once, with its grids', async () => {
		const access = openMemoryAccessStore();
		const init = async (...more: string[]) =>
			runCommand(
				['init', '--code', '150105001019', '--name', '试点社区', '--grids', '3', ...more],
				{
					openDoor: async () => '',
					openAccess: async () => ({ access, close: async () => undefined }),
					show: () => undefined,
					dataDir: folder,
					environment: {}
				}
			);
		expect((await init('--grids', '0')).code).toBe(1);
		expect((await init('--code', '123')).text).toContain('12 位');
		expect((await init()).code).toBe(0);
		expect(access.community()?.grids.map(({ id }) => id)).toEqual([
			'150105001019-01',
			'150105001019-02',
			'150105001019-03'
		]);
		expect(access.community()?.demo).toBe(false);
		expect((await init()).text).toContain('已经属于');
	});

	test('[A17] the status is told in words', async () => {
		const { text, code } = await run('status');
		expect(code).toBe(0);
		expect(text).toContain('状态：正常');
		expect(text).toContain('没有运行');
	});

	test('[I24] what it does not know it answers with how it is used', async () => {
		expect(await run()).toMatchObject({ code: 0, text: expect.stringContaining('import') });
		for (const args of [['exprot'], ['import'], ['account', 'add'], ['--force'], ['status', 'x']]) {
			const { text, code } = await run(...args);
			expect(code).toBe(1);
			expect(text).toContain('npm run station --');
		}
	});

	test('[A25] an account for programs is made like any other, and is one thing only', async () => {
		const admin = await run('account', 'add', 'root', '--admin');
		expect(admin.code).toBe(0);
		expect(admin.text).toContain('已添加账号 root：通用数据库管理员（看不到社区的记录）');
		const password = /密码 (\S+?)（/.exec(admin.text)?.[1] ?? '';
		const ask = (name: string, path: string) =>
			station.handle(
				new Request(`http://station${path}`, { headers: { Authorization: basic(name, password) } })
			);
		expect(await (await ask('root', '/db/_all_dbs')).json()).toEqual([]);
		expect((await ask('root', '/db/ledger-150105001019')).status).toBe(404);
		const member = await run('account', 'add', 'peer', '--member');
		expect(member.text).toContain('通用数据库用户');
		expect((await run('account', 'add', 'root', '--member')).text).toContain('已经有了');
		expect((await run('account', 'add', 'both', '--admin', '--grid', '1')).code).toBe(1);
		expect((await run('account', 'add', 'both', '--admin', '--member')).code).toBe(1);
		expect((await run('account', 'add', 'none')).code).toBe(1);
		const list = (await run('accounts')).text;
		expect(list).toContain('root\troot\t通用数据库管理员');
		expect(list).not.toContain('both');
		expect(station.access.account('root')).toMatchObject({ grants: [], couch: 'admin' });
	});

	test('[S29] where the data lie in a cluster, backup and restore say so and touch nothing', async () => {
		isInCluster = true;
		for (const command of ['backup', 'restore']) {
			const { text, code } = await run(command, join(folder, 'station.age'));
			expect(code).toBe(1);
			expect(text).toContain('server/CITY.md');
		}
		expect(await readdir(folder)).toEqual([]);
	});
});
