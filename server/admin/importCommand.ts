/** `import FILE`: shows what a roster would change, asks, and only then has it written. */
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { confirmed } from './ask.ts';
import type { Confirmation, Proposal } from './importer.ts';
import { mostFileBytes } from './readSheet.ts';
import { changesNothing, reportText } from './reportText.ts';
import { fileSentence } from './sheetWords.ts';
import type { SheetRefusal } from './sheetRefusal.ts';
import type { StationDoor } from './stationDoor.ts';

export interface CommandOutcome {
	text: string;
	code: 0 | 1;
}

export interface ImportManner {
	yes: boolean;
	show: (text: string) => void;
	/** Asks before anything is written; at the terminal unless somebody asks already. */
	confirm?: (question: string) => Promise<boolean>;
}

export async function importFile(
	door: StationDoor,
	file: string,
	{ yes, show, confirm = confirmed }: ImportManner
): Promise<CommandOutcome> {
	const bytes = await readBounded(file);
	if (typeof bytes === 'string') return { text: bytes, code: 1 };
	const { status, value } = await door.ask('POST', '/import', bytes);
	if (status === 422 || status === 413) {
		const refusal: SheetRefusal = status === 413 ? tooLarge : (value as SheetRefusal);
		return { text: `${basename(file)}：${fileSentence(refusal)}\n没有写入任何内容。`, code: 1 };
	}
	if (status !== 200) return { text: `同步站没有接受：${status}。没有写入任何内容。`, code: 1 };
	return decide(door, value as Proposal, { yes, show, confirm });
}

async function decide(
	door: StationDoor,
	proposal: Proposal,
	{ yes, show, confirm = confirmed }: ImportManner
): Promise<CommandOutcome> {
	show(reportText(proposal.report));
	if (changesNothing(proposal.report)) {
		return { text: '\n没有需要写入的内容：系统里已经是这样了。', code: 0 };
	}
	if (!yes && !(await confirm('\n要写入吗？'))) {
		return { text: '\n没有写入任何内容。在脚本里请加 --yes。', code: 1 };
	}
	const answer = await door.ask('POST', '/import/confirm', { id: proposal.id });
	const confirmation = answer.value as Confirmation;
	switch (confirmation.kind) {
		case 'done':
			return {
				text: `\n已写入 ${confirmation.written} 条，正在发往各网格；网格员的手机下次联网时收到。`,
				code: 0
			};
		case 'changed':
			show('\n这期间资料有变化，请按新的情况再看一次：\n');
			return decide(door, confirmation.proposal, { yes, show, confirm });
		case 'unknown':
			return { text: '\n有人同时在导入另一个文件，请重新运行。没有写入任何内容。', code: 1 };
	}
}

export const tooLarge: SheetRefusal = {
	kind: 'file_too_large',
	mostMb: mostFileBytes / 1024 / 1024
};

/** A sentence where it cannot be read. */
export async function readBounded(file: string): Promise<Uint8Array | string> {
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
