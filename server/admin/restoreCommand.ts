/** `restore FILE`: brings the station back from a backup into the data folder. */
import { statSync } from 'node:fs';
import { restoreStation } from '../backup/restore.ts';
import type { RestoreRefusal } from '../backup/restore.ts';
import type { CommandOutcome } from './tableCommand.ts';
import type { PassphraseAsked } from './passphrase.ts';
import { readPassphrase } from './passphrase.ts';

export interface RestoreCommand {
	file: string;
	dataDir: string;
	overwrite: boolean;
	signOut: boolean;
	passphrase: Omit<PassphraseAsked, 'isNew'>;
}

export async function restore(asked: RestoreCommand): Promise<CommandOutcome> {
	const { file, dataDir, overwrite, signOut } = asked;
	const facts = statSync(file, { throwIfNoEntry: false });
	if (!facts?.isFile()) return { text: `找不到备份文件 ${file}。`, code: 1 };
	const read = await readPassphrase({ ...asked.passphrase, isNew: false });
	if (!read.ok) return { text: read.refusal, code: 1 };
	const passphrase = read.value;
	try {
		const outcome = await restoreStation({
			...{ file, passphrase, dataDir, overwrite, signOut },
			bytes: facts.size
		});
		if (!outcome.ok) return { text: sentences[outcome.refusal](dataDir), code: 1 };
		const { madeAt, community, databases, aside } = outcome.value;
		const lines = [
			`已恢复社区“${community}”：${databases} 个数据库，备份开始于 ${new Date(madeAt).toLocaleString('zh-CN')}。`,
			'启动同步站后，各手机下次联网时会自动补交备份之后的记录。',
			signOut
				? '所有手机需要重新登录一次。'
				: '备份之后改过的密码、新加的账号要再做一次；丢失过手机的，请更换那个账号的密码。'
		];
		if (aside !== undefined) lines.push(`原来的数据保留在 ${aside}，确认无误后可以删除。`);
		return { text: lines.join('\n'), code: 0 };
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		const why = code === 'ENOSPC' ? '磁盘空间不足' : (code ?? (error as Error).name);
		return { text: `恢复没有完成（${why}）。原来的数据没有改动。`, code: 1 };
	}
}

const untouched = '没有改动任何数据。';
const sentences: Record<RestoreRefusal, (dataDir: string) => string> = {
	running: (dataDir) => `同步站正在使用 ${dataDir}。请先停止它，再恢复。${untouched}`,
	not_empty: (dataDir) =>
		`数据目录 ${dataDir} 里已经有一个同步站。要用备份替换它，请加 --overwrite（原来的数据会放到一边）。${untouched}`,
	wrong_passphrase: () => `口令不对。${untouched}`,
	damaged: () => `这个文件不是完整的备份：已损坏、被截断，或不是青格同步站的备份。${untouched}`
};
