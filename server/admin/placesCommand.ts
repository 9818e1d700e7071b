/** `places FILE`: shows what a table of the places around would change, asks, and has it written. */
import { basename } from 'node:path';
import type { CircleConfirmation, CircleProposal } from '../circle/circleKeeper.ts';
import { circleText } from '../circle/circleText.ts';
import { confirmed } from './ask.ts';
import type { CommandOutcome, ImportManner } from './importCommand.ts';
import { readBounded, tooLarge } from './importCommand.ts';
import type { SheetRefusal } from './sheetRefusal.ts';
import { fileSentence } from './sheetWords.ts';
import type { StationDoor } from './stationDoor.ts';

export async function importPlaces(
	door: StationDoor,
	file: string,
	manner: ImportManner
): Promise<CommandOutcome> {
	const bytes = await readBounded(file);
	if (typeof bytes === 'string') return { text: bytes, code: 1 };
	const { status, value } = await door.ask('POST', '/places', bytes);
	if (status === 422 || status === 413) {
		const refusal: SheetRefusal = status === 413 ? tooLarge : (value as SheetRefusal);
		return { text: `${basename(file)}：${fileSentence(refusal)}\n没有写入任何内容。`, code: 1 };
	}
	if (status !== 200) return { text: `同步站没有接受：${status}。没有写入任何内容。`, code: 1 };
	return decide(door, value as CircleProposal, manner);
}

async function decide(
	door: StationDoor,
	proposal: CircleProposal,
	manner: ImportManner
): Promise<CommandOutcome> {
	const { yes, show, confirm = confirmed } = manner;
	show(circleText(proposal.report));
	if (proposal.changesNothing) {
		return { text: '\n没有需要写入的内容：系统里已经是这样了。', code: 0 };
	}
	if (!yes && !(await confirm('\n要写入吗？'))) {
		return { text: '\n没有写入任何内容。在脚本里请加 --yes。', code: 1 };
	}
	const answer = await door.ask('POST', '/places/confirm', { id: proposal.id });
	const confirmation = answer.value as CircleConfirmation;
	switch (confirmation.kind) {
		case 'done':
			return { text: `\n已写入 ${confirmation.places} 处。各手机下次联网时收到。`, code: 0 };
		case 'changed':
			show('\n这期间资料有变化，请按新的情况再看一次：\n');
			return decide(door, confirmation.proposal, manner);
		case 'unknown':
			return { text: '\n有人同时在导入另一个文件，请重新运行。没有写入任何内容。', code: 1 };
	}
}
