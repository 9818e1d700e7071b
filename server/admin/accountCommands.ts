/** `account add`, `account password`, `accounts`: who may sign in. */
import type { RoleGrant } from '#lib/domain/feeds.ts';
import type { Account } from '../access/account.ts';
import { newPassword } from '../access/newPassword.ts';
import { roleWords } from '../organisation/organisationText.ts';
import { shortestPassword } from './adminCalls.ts';
import type { CommandOutcome } from './tableCommand.ts';
import type { StationDoor } from './stationDoor.ts';

export interface NewAccount {
	name: string;
	displayName: string;
	role: 'grid_worker' | 'station_keeper' | 'community_lead';
	/** 1 for 第1网格; only a grid worker has one. */
	grid: number;
	/** An account for programs that speak CouchDB, and no grid worker. */
	couch?: 'admin' | 'member';
	/** undefined: one is made and shown once. */
	password: string | undefined;
}

export async function addAccount(door: StationDoor, account: NewAccount): Promise<CommandOutcome> {
	const password = account.password ?? newPassword();
	const { status, value } = await door.ask('POST', '/accounts', { ...account, password });
	if (status === 201) {
		const shown = account.password === undefined ? `，密码 ${password}（只显示这一次）` : '';
		return { text: `已添加账号 ${account.name}：${dutiesOf(value as Account)}${shown}`, code: 0 };
	}
	return refusal(value, account.name);
}

export async function changePassword(
	door: StationDoor,
	name: string,
	given: string | undefined
): Promise<CommandOutcome> {
	const password = given ?? newPassword();
	const { status, value } = await door.ask('POST', '/password', { name, password });
	if (status !== 200) return refusal(value, name);
	const shown = given === undefined ? `：${password}（只显示这一次）` : '';
	return { text: `已更换 ${name} 的密码${shown}\n用旧密码登录的手机需要重新登录。`, code: 0 };
}

export async function listAccounts(door: StationDoor): Promise<CommandOutcome> {
	const accounts = (await door.ask('GET', '/accounts')).value as Account[];
	if (accounts.length === 0) {
		return { text: '还没有账号。添加：npm run station -- account add 名字 --grid 1', code: 0 };
	}
	return { text: accounts.map(lineOf).join('\n'), code: 0 };
}

function lineOf(account: Account): string {
	const { name, displayName, demo } = account;
	return `${name}\t${displayName}\t${dutiesOf(account)}${demo ? '\t（演示）' : ''}`;
}

function dutiesOf({ grants, couch }: Account): string {
	const duties = grants.map(dutyOf);
	if (couch === 'admin') duties.push('通用数据库管理员（看不到社区的记录）');
	if (couch === 'member') duties.push('通用数据库用户（看不到社区的记录）');
	return duties.join('、');
}

function dutyOf({ role, scope }: RoleGrant): string {
	if (role === 'grid_worker') return `第${Number(scope.slice(-2))}网格网格员`;
	const place = /\/(.+)$/.exec(scope)?.[1];
	return place === undefined ? roleWords[role] : `${roleWords[role]} ${place}`;
}

/** The station's `reason` names the part that is wrong. */
function refusal(value: unknown, name: string): CommandOutcome {
	const { error, reason } = value as { error?: string; reason?: string };
	const sentence =
		error === 'conflict'
			? `账号 ${name} 已经有了。`
			: error === 'not_found'
				? `没有账号 ${name}。`
				: reason === 'grid'
					? '没有这个网格。--grid 后面写网格号，例如 --grid 1；给程序用的账号写 --admin 或 --member。'
					: reason === 'password'
						? `密码至少 ${shortestPassword} 个字符。`
						: '账号名只用字母、数字、点、横线和下划线，最多 40 个字符。';
	return { text: sentence, code: 1 };
}
