/** `backup FILE`: the whole station in one encrypted file, whether it runs or not. */
import { existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { sealFile } from '../backup/sealFile.ts';
import type { PassphraseAsked } from './passphrase.ts';
import { readPassphrase } from './passphrase.ts';
import type { CommandOutcome } from './tableCommand.ts';
import type { StationDoor } from './stationDoor.ts';

export interface BackupAsked {
	file: string;
	overwrite: boolean;
	passphrase: Omit<PassphraseAsked, 'isNew'>;
	/** Of scrypt; tests take a small one. */
	workFactor?: number;
}

export async function backUp(
	door: StationDoor,
	{ file, overwrite, passphrase, workFactor }: BackupAsked
): Promise<CommandOutcome> {
	const target = resolve(file);
	const refusal = refusalOf(target, overwrite);
	if (refusal !== undefined) return { text: refusal, code: 1 };
	const read = await readPassphrase({ ...passphrase, isNew: true });
	if (!read.ok) return { text: read.refusal, code: 1 };
	const at = new Date().toISOString();
	const answer = await door.open('POST', '/backup');
	if (answer.status !== 200 || !answer.body) {
		await answer.body?.cancel();
		return {
			text:
				answer.status === 409
					? '已经有一个备份正在进行，请等它结束。'
					: `同步站没有给出备份：${answer.status}。`,
			code: 1
		};
	}
	try {
		const bytes = await sealFile(answer.body, target, {
			passphrase: read.value,
			...(workFactor === undefined ? {} : { workFactor })
		});
		await door.ask('POST', '/backup/made', { at, bytes });
		return { text: `已备份到 ${target}（${sizeText(bytes)}，已加密）。`, code: 0 };
	} catch (error) {
		return { text: failureText(error), code: 1 };
	}
}

function refusalOf(target: string, overwrite: boolean): string | undefined {
	const folder = dirname(target);
	if (!existsSync(folder)) return `没有文件夹 ${folder}。`;
	if (!existsSync(target)) return undefined;
	if (statSync(target).isDirectory()) return `${target} 是一个文件夹，请写备份文件的名字。`;
	return overwrite ? undefined : `已经有文件 ${target}。要替换它，请加 --overwrite。`;
}

function failureText(error: unknown): string {
	const { code } = error as NodeJS.ErrnoException;
	if (code === 'ENOSPC') return '存放备份的磁盘空间不足，没有留下备份文件。';
	if (code === 'EACCES' || code === 'EPERM') return '没有权限在那里写文件，没有留下备份文件。';
	return `备份中断了，没有留下备份文件（${code ?? (error as Error).name}）。同步站的记录里有原因。`;
}

function sizeText(bytes: number): string {
	const mb = bytes / 1024 / 1024;
	return mb < 1 ? `${Math.ceil(bytes / 1024)} KB` : `${mb.toFixed(1)} MB`;
}
