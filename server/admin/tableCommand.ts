/**
 * The way of any table at the command line: read, told what it would change, asked, and only then
 * written. What kind of table it is says a `TableKind`.
 */
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { confirmed } from './ask.ts';
import { mostFileBytes } from './readSheet.ts';
import type { SheetRefusal } from './sheetRefusal.ts';
import { fileSentence } from './sheetWords.ts';
import type { StationDoor } from './stationDoor.ts';

export interface CommandOutcome {
	text: string;
	code: 0 | 1;
}

export interface TableManner {
	yes: boolean;
	/** Also enters again who had asked to be erased. */
	again?: boolean;
	show: (text: string) => void;
	/** Asks before anything is written; at the terminal unless somebody asks already. */
	confirm?: (question: string) => Promise<boolean>;
}

export interface TableKind<Proposed extends { id: string }, Done> {
	/** Of the station's calls; the yes goes to `/confirm` below it. */
	path: string;
	account: (proposal: Proposed) => string;
	changesNothing: (proposal: Proposed) => boolean;
	/** What is asked for itself, whatever else was answered. */
	also?: (proposal: Proposed) => string | undefined;
	done: (confirmation: Done) => string;
}

type Confirmed<Proposed, Done> =
	(Done & { kind: 'done' }) | { kind: 'changed'; proposal: Proposed } | { kind: 'unknown' };

export async function importTable<Proposed extends { id: string }, Done>(
	door: StationDoor,
	file: string,
	kind: TableKind<Proposed, Done>,
	manner: TableManner
): Promise<CommandOutcome> {
	const bytes = await readBounded(file);
	if (typeof bytes === 'string') return { text: bytes, code: 1 };
	const { status, value } = await door.ask('POST', kind.path, bytes);
	if (status === 422 || status === 413) {
		const refusal: SheetRefusal = status === 413 ? tooLarge : (value as SheetRefusal);
		return { text: `${basename(file)}：${fileSentence(refusal)}\n没有写入任何内容。`, code: 1 };
	}
	if (status !== 200) return { text: `同步站没有接受：${status}。没有写入任何内容。`, code: 1 };
	return decide(door, value as Proposed, kind, manner);
}

async function decide<Proposed extends { id: string }, Done>(
	door: StationDoor,
	proposal: Proposed,
	kind: TableKind<Proposed, Done>,
	manner: TableManner
): Promise<CommandOutcome> {
	const { yes, show, confirm = confirmed } = manner;
	show(kind.account(proposal));
	const question = kind.also?.(proposal);
	const isEmpty = kind.changesNothing(proposal);
	if (!isEmpty && !yes && !(await confirm('\n要写入吗？'))) {
		return { text: '\n没有写入任何内容。在脚本里请加 --yes。', code: 1 };
	}
	// A yes to the rest is none to this.
	const again = question !== undefined && (manner.again ?? (!yes && (await confirm(question))));
	if (isEmpty && !again) {
		return question === undefined
			? { text: '\n没有需要写入的内容：系统里已经是这样了。', code: 0 }
			: { text: '\n没有写入任何内容。', code: 0 };
	}
	const answer = await door.ask('POST', `${kind.path}/confirm`, { id: proposal.id, again });
	const confirmation = answer.value as Confirmed<Proposed, Done>;
	switch (confirmation.kind) {
		case 'done':
			return { text: `\n${kind.done(confirmation)}`, code: 0 };
		case 'changed':
			show('\n这期间资料有变化，请按新的情况再看一次：\n');
			return decide(door, confirmation.proposal, kind, manner);
		case 'unknown':
			return { text: '\n有人同时在导入另一个文件，请重新运行。没有写入任何内容。', code: 1 };
	}
}

const tooLarge: SheetRefusal = {
	kind: 'file_too_large',
	mostMb: mostFileBytes / 1024 / 1024
};

/** A sentence where it cannot be read. */
async function readBounded(file: string): Promise<Uint8Array | string> {
	try {
		const facts = await stat(file);
		if (!facts.isFile()) return `${file} 不是一个文件。`;
		if (facts.size > mostFileBytes) return `${basename(file)}：${fileSentence(tooLarge)}`;
		return new Uint8Array(await readFile(file));
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		return code === 'ENOENT'
			? `找不到文件 ${file}。`
			: `读不了文件 ${file}（${code ?? '未知原因'}）。`;
	}
}
