/** The keeper's command line: reads what is asked, and finds the command. */
import { parseArgs } from 'node:util';
import type { AccessStore } from '../access/accessStore.ts';
import { addAccount, changePassword, listAccounts } from './accountCommands.ts';
import type { Dialogue } from './ask.ts';
import { openDialogue, readLine } from './ask.ts';
import { showAudit } from './auditCommand.ts';
import { backUp } from './backupCommand.ts';
import { guideInit } from './guidedInit.ts';
import type { CommandOutcome } from './tableCommand.ts';
import { importTable } from './tableCommand.ts';
import { organisationTable, placesTable, rosterTable } from './tableKinds.ts';
import { initCommunity } from './initCommand.ts';
import { restore } from './restoreCommand.ts';
import type { StationDoor } from './stationDoor.ts';
import { showStatus } from './statusCommand.ts';
import { upstreamCommand } from './upstreamCommand.ts';

export interface CommandParts {
	/** The station, running or opened for this command. A sentence where there is none to open. */
	openDoor(): Promise<StationDoor | string>;
	/** What a folder says of its community, while no station runs on it. */
	openAccess(): Promise<{ access: AccessStore; close(): Promise<void> } | string>;
	show(text: string): void;
	dataDir: string;
	/** Documents and people lie in a CouchDB cluster, and not in the folder. */
	isInCluster?: boolean;
	environment: Readonly<Record<string, string | undefined>>;
	/** Who answers questions; whoever is at the other end of this process unless told. */
	openDialogue?(): Dialogue;
}

const usage = `青格同步站管理命令（数据目录由 DATA_DIR 指定，默认 ./data）

  npm run station -- init
      一步一步地问，为一个真实社区建立数据目录和第一批账号
  npm run station -- init --code 12位社区代码 --name 社区名 --grids 网格数 [--street 街道] [--phone 电话]
      同上，不提问（没有演示账号，也不建账号）
  npm run station -- import 花名册.xlsx [--yes] [--again]
      导入花名册：先列出取什么、不取什么、哪些行有问题，确认后才写入；按本人要求删除过的人不写入，
      本人同意重新登记时加 --again
  npm run station -- organisation 组织表.xlsx [--yes]
      导入组织表（单位、人员、党组织）：先列出变更，确认后才写入；新账号的密码显示一次
  npm run station -- places 生活圈.xlsx [--yes]
      导入15分钟生活圈（名称、类别、地址、距离、方向、营业时间、电话）：先列出变更，确认后才写入
  npm run station -- account add 账号 --grid 网格号 [--display 姓名] [--password-stdin]
      添加网格员账号；不给密码就生成一个，只显示一次
  npm run station -- account add 账号 --keeper | --lead [--display 姓名] [--password-stdin]
      添加同步站管理员，或社区书记（书记可以授权管理员查看被拒记录的内容）
  npm run station -- account add 账号 --admin | --member [--password-stdin]
      添加给程序用的 CouchDB 账号：--admin 管理通用数据库，--member 只用点名给它的通用数据库；
      两种账号都看不到社区的记录
  npm run station -- account password 账号 [--password-stdin]
      更换密码，旧登录立即失效
  npm run station -- accounts
      列出账号
  npm run station -- audit
      核对操作记录是否完整，列出最近的操作
  npm run station -- status
      同步站的状态
  npm run station -- backup 文件 [--overwrite] [--passphrase-stdin]
      把整个同步站备份成一个加密文件（age 格式），同步站可以照常运行
  npm run station -- restore 文件 [--overwrite] [--sign-out] [--passphrase-stdin]
      从备份恢复；不覆盖已有的同步站，除非加 --overwrite；--sign-out 让所有手机重新登录
      口令也可以放在环境变量 BACKUP_PASSPHRASE 里；都没有时在终端询问
  npm run station -- upstream [网址 [--user 账号 --password-stdin] [--insecure] | off | now]
      把本社区的台账、照片持续传送到上级的 CouchDB；不写网址就显示状态`;

const backupOfCluster =
	'这个同步站的数据在 CouchDB 集群里（STORE=couchdb），不在数据目录里，所以这里没有 backup 和 restore。\n' +
	'请备份集群本身，做法见 server/CITY.md。';

const options = {
	yes: { type: 'boolean', default: false },
	again: { type: 'boolean', default: false },
	grid: { type: 'string', default: '' },
	keeper: { type: 'boolean', default: false },
	lead: { type: 'boolean', default: false },
	display: { type: 'string', default: '' },
	admin: { type: 'boolean', default: false },
	member: { type: 'boolean', default: false },
	'password-stdin': { type: 'boolean', default: false },
	'passphrase-stdin': { type: 'boolean', default: false },
	overwrite: { type: 'boolean', default: false },
	user: { type: 'string', default: '' },
	insecure: { type: 'boolean', default: false },
	'sign-out': { type: 'boolean', default: false },
	code: { type: 'string', default: '' },
	name: { type: 'string', default: '' },
	street: { type: 'string', default: '' },
	phone: { type: 'string', default: '' },
	grids: { type: 'string', default: '' }
} as const;

function readArguments(args: string[]) {
	try {
		return parseArgs({ args, options, allowPositionals: true });
	} catch {
		return undefined;
	}
}

type Values = NonNullable<ReturnType<typeof readArguments>>['values'];

export async function runCommand(args: string[], parts: CommandParts): Promise<CommandOutcome> {
	const read = readArguments(args);
	if (!read) return { text: `不认识的选项。\n\n${usage}`, code: 1 };
	const { positionals, values } = read;
	const [command, ...words] = positionals;
	if (command === undefined || command === 'help') return { text: usage, code: 0 };
	if (parts.isInCluster && (command === 'backup' || command === 'restore')) {
		return { text: backupOfCluster, code: 1 };
	}
	if (command === 'init') return init(values, parts);
	if (command === 'restore' && words[0] !== undefined && words.length === 1) {
		return restore({
			file: words[0],
			dataDir: parts.dataDir,
			overwrite: values.overwrite,
			signOut: values['sign-out'],
			passphrase: passphraseFrom(values, parts)
		});
	}
	const run = commandFor(command, words, values, parts);
	if (!run) return { text: `不认识的命令。\n\n${usage}`, code: 1 };
	const door = await parts.openDoor();
	if (typeof door === 'string') return { text: door, code: 1 };
	try {
		return await run(door);
	} finally {
		await door.close();
	}
}

function commandFor(
	command: string,
	words: string[],
	values: Values,
	parts: CommandParts
): ((door: StationDoor) => Promise<CommandOutcome>) | undefined {
	const [first, second] = words;
	const plain = { yes: values.yes, show: parts.show };
	if (command === 'status' && words.length === 0) return showStatus;
	if (command === 'audit' && words.length === 0) return showAudit;
	if (command === 'accounts' && words.length === 0) return listAccounts;
	if (command === 'import' && first !== undefined && words.length === 1) {
		const manner = values.again ? { ...plain, again: true } : plain;
		return (door) => importTable(door, first, rosterTable, manner);
	}
	if (command === 'organisation' && first !== undefined && words.length === 1) {
		return (door) => importTable(door, first, organisationTable, plain);
	}
	if (command === 'places' && first !== undefined && words.length === 1) {
		return (door) => importTable(door, first, placesTable, plain);
	}
	if (command === 'backup' && first !== undefined && words.length === 1) {
		const passphrase = passphraseFrom(values, parts);
		return (door) => backUp(door, { file: first, overwrite: values.overwrite, passphrase });
	}
	const password = async () => (values['password-stdin'] ? await readLine() : undefined);
	if (command === 'upstream' && words.length <= 1) {
		const { user, insecure } = values;
		return (door) => upstreamCommand(door, { what: first, user, insecure, password });
	}
	if (command !== 'account' || second === undefined || words.length !== 2) return undefined;
	if (first === 'password') {
		return async (door) => changePassword(door, second, await password());
	}
	if (first !== 'add') return undefined;
	// One account is one thing, so that nobody's rights come about by chance.
	if ([values.admin, values.member, values.grid !== ''].filter(Boolean).length > 1)
		return undefined;
	return async (door) =>
		addAccount(door, {
			name: second,
			displayName: values.display,
			role: values.keeper ? 'station_keeper' : values.lead ? 'community_lead' : 'grid_worker',
			grid: Number(values.grid),
			...(values.admin ? { couch: 'admin' } : values.member ? { couch: 'member' } : {}),
			password: await password()
		});
}

function passphraseFrom(values: Values, { environment }: CommandParts) {
	return {
		fromStdin: values['passphrase-stdin'],
		fromEnvironment: environment['BACKUP_PASSPHRASE']
	};
}

async function init(values: Values, parts: CommandParts): Promise<CommandOutcome> {
	const { code, name, grids } = values;
	if (code === '' && name === '' && grids === '') {
		return guideInit({ ...parts, dialogue: (parts.openDialogue ?? openDialogue)() });
	}
	const data = await parts.openAccess();
	if (typeof data === 'string') return { text: data, code: 1 };
	try {
		return initCommunity(data.access, values);
	} finally {
		await data.close();
	}
}
