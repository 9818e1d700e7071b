/**
 * `init` without options: asks what a new station must know, one plain question at a time, and makes
 * community and first accounts at the end. Until the last yes nothing is written.
 */
import { communityPattern } from '#lib/domain/ids.ts';
import type { AccessStore } from '../access/accessStore.ts';
import { isAccountName } from '../access/account.ts';
import { knownDivision } from '../demo/demoData.ts';
import type { NewAccount } from './accountCommands.ts';
import { addAccount } from './accountCommands.ts';
import type { Dialogue } from './ask.ts';
import type { CommandOutcome } from './tableCommand.ts';
import { importTable } from './tableCommand.ts';
import { rosterTable } from './tableKinds.ts';
import type { InitAsked } from './initCommand.ts';
import { initCommunity, mostGrids } from './initCommand.ts';
import type { StationDoor } from './stationDoor.ts';

export interface GuidedInitParts {
	openAccess(): Promise<{ access: AccessStore; close(): Promise<void> } | string>;
	openDoor(): Promise<StationDoor | string>;
	show(text: string): void;
	dialogue: Dialogue;
}

interface Answers {
	asked: InitAsked;
	accounts: NewAccount[];
	/** `''`: later. */
	roster: string;
}

/** Nobody answers any more. */
class AnswersEnded extends Error {}

const nextSteps = `接下来：
  1. 用表格登记楼栋长、信息员、物业、部门和社区人员：npm run station -- organisation 组织表.xlsx
  2. npm start，然后在浏览器里用管理员账号登录。`;
const nothingWritten = '没有建立任何内容。';

export async function guideInit(parts: GuidedInitParts): Promise<CommandOutcome> {
	const { dialogue } = parts;
	try {
		const there = await communityThere(parts);
		if (there !== undefined) return { text: there, code: 1 };
		dialogue.say('为一个真实社区建立同步站。每一问直接回车就用括号里的答案。');
		const answers = await askAll(dialogue);
		dialogue.say(summaryOf(answers));
		if (!isYes(await answer(dialogue, '以上都对，现在建立吗？（输入 y 确认）'))) {
			return { text: nothingWritten, code: 1 };
		}
		return await found(parts, answers);
	} catch (error) {
		if (error instanceof AnswersEnded)
			return { text: `\n没有等到回答。${nothingWritten}`, code: 1 };
		throw error;
	} finally {
		dialogue.close();
	}
}

async function communityThere({ openAccess }: GuidedInitParts): Promise<string | undefined> {
	const data = await openAccess();
	if (typeof data === 'string') return data;
	const there = data.access.community();
	await data.close();
	return there && `这个数据目录已经属于社区“${there.name}”。请用 DATA_DIR 指定一个新的目录。`;
}

async function askAll(dialogue: Dialogue): Promise<Answers> {
	const code = await until(dialogue, '1. 社区的 12 位统计用区划代码：', (text) =>
		communityPattern.test(text) ? undefined : '要 12 位数字，例如 150105001019。'
	);
	const places = [6, 9].map((digits) => knownDivision(code.slice(0, digits)) ?? '');
	const known = knownDivision(code)?.replace(/居委会$/, '') ?? '';
	if (known !== '') dialogue.say(`   查到：${places.join('')}${known}`);
	const name = await until(dialogue, known === '' ? '2. 社区名称：' : '2. 社区名称', filled, known);
	const street = await until(
		dialogue,
		places[1] ? '3. 所属街道' : '3. 所属街道（可以不写）：',
		() => undefined,
		places[1]
	);
	const grids = await until(dialogue, '4. 有几个网格：', (text) => {
		const count = Number(text);
		const fits = /^\d+$/.test(text) && count >= 1 && count <= mostGrids;
		return fits ? undefined : `要 1 到 ${mostGrids} 的整数。`;
	});
	const phone = await until(dialogue, '5. 居民可以打的社区电话（可以不写）：', () => undefined);
	const accounts = await askAccounts(dialogue, Number(grids));
	const roster = await until(
		dialogue,
		'8. 花名册表格的路径（.xlsx，以后再导入就直接回车）：',
		() => undefined
	);
	return { asked: { code, name, street, phone, grids }, accounts, roster };
}

async function askAccounts(dialogue: Dialogue, grids: number): Promise<NewAccount[]> {
	const taken = new Set<string>();
	const fresh = (text: string) => {
		if (taken.has(text)) return '这个账号上面已经有了。';
		return isAccountName(text) ? undefined : '账号只用字母、数字、点、横线和下划线。';
	};
	async function account(
		role: NewAccount['role'],
		question: string,
		usual: string,
		grid = 0
	): Promise<NewAccount> {
		const name = await until(dialogue, question, fresh, usual);
		taken.add(name);
		const displayName = await until(dialogue, '   姓名（可以不写）：', () => undefined);
		return { role, name, displayName, grid, password: undefined };
	}
	const accounts = [
		await account('station_keeper', '6. 同步站管理员的账号', 'zhan'),
		await account('community_lead', '   社区书记的账号（授权查看被拒记录用）', 'shuji')
	];
	for (let grid = 1; grid <= grids; grid += 1) {
		const question = `${grid === 1 ? '7.' : '  '} 第${grid}网格网格员的账号`;
		accounts.push(await account('grid_worker', question, `wangge${grid}`, grid));
	}
	return accounts;
}

function summaryOf({ asked, accounts, roster }: Answers): string {
	return [
		'',
		`社区：${asked.name}（${asked.code}），${asked.street || '街道未写'}，${asked.grids} 个网格`,
		`电话：${asked.phone || '未写'}`,
		`账号：${accounts.map(({ name }) => name).join('、')}（密码由系统生成，最后显示一次）`,
		`花名册：${roster || '以后再导入'}`
	].join('\n');
}

async function found(parts: GuidedInitParts, answers: Answers): Promise<CommandOutcome> {
	const { openAccess, openDoor, dialogue, show } = parts;
	const data = await openAccess();
	if (typeof data === 'string') return { text: data, code: 1 };
	const made = initCommunity(data.access, answers.asked);
	await data.close();
	if (made.code !== 0) return made;
	const door = await openDoor();
	if (typeof door === 'string') return { text: door, code: 1 };
	try {
		const lines: string[] = [];
		for (const account of answers.accounts) lines.push((await addAccount(door, account)).text);
		dialogue.say(`\n已建立社区“${answers.asked.name}”。`);
		dialogue.say(`${lines.join('\n')}\n请现在把密码抄下来，分别交给本人。`);
		if (answers.roster !== '') {
			const { text } = await importTable(door, answers.roster, rosterTable, {
				yes: false,
				show,
				confirm: async (question) => isYes(await dialogue.ask(`${question}（输入 y 确认）`))
			});
			dialogue.say(text);
		}
	} finally {
		await door.close();
	}
	return { text: nextSteps, code: 0 };
}

/** Asks again until the answer fits; an empty answer takes the usual one. */
async function until(
	dialogue: Dialogue,
	question: string,
	wrong: (text: string) => string | undefined,
	usual = ''
): Promise<string> {
	const asked = usual === '' ? question : `${question}（${usual}）：`;
	for (;;) {
		const text = (await answer(dialogue, asked)) || usual;
		const trouble = wrong(text);
		if (trouble === undefined) return text;
		dialogue.say(`   ${trouble}`);
	}
}

async function answer(dialogue: Dialogue, question: string): Promise<string> {
	const text = await dialogue.ask(question);
	if (text === undefined) throw new AnswersEnded();
	return text;
}

function filled(text: string): string | undefined {
	return text === '' ? '请写一个名称。' : undefined;
}

function isYes(text: string | undefined): boolean {
	return /^(?:y|yes|是|确认)$/i.test(text ?? '');
}
