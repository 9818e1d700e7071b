/**
 * The passphrase of a backup: from a pipe, from the environment, or asked at the terminal without
 * being shown. It is never an argument, where everybody on the machine could read it.
 */
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import type { Outcome } from '#lib/domain/outcome.ts';
import { accepted, refused } from '#lib/domain/outcome.ts';
import { readLine } from './ask.ts';

export interface PassphraseAsked {
	fromStdin: boolean;
	fromEnvironment: string | undefined;
	/** A new one is asked twice and must be long enough. */
	isNew: boolean;
}

/** The file may be copied anywhere and tried for ever: longer than a password of an account. */
const shortest = 10;

export async function readPassphrase(asked: PassphraseAsked): Promise<Outcome<string, string>> {
	const given = asked.fromStdin ? await readLine() : asked.fromEnvironment;
	if (given !== undefined) return checked(given, asked.isNew);
	if (!process.stdin.isTTY) {
		return refused(
			'没有给口令。在脚本里请用 --passphrase-stdin（从管道读入）或环境变量 BACKUP_PASSPHRASE。'
		);
	}
	const passphrase = await askHidden('备份口令：');
	if (asked.isNew && (await askHidden('再输入一次：')) !== passphrase) {
		return refused('两次输入的口令不一样，没有做任何事。');
	}
	return checked(passphrase, asked.isNew);
}

function checked(passphrase: string, isNew: boolean): Outcome<string, string> {
	if (isNew && passphrase.length < shortest) {
		return refused(
			`口令至少 ${shortest} 个字符。请记在备份之外的地方：忘了口令，谁也打不开这份备份。`
		);
	}
	return passphrase === '' ? refused('口令是空的。') : accepted(passphrase);
}

async function askHidden(question: string): Promise<string> {
	const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
	const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true });
	try {
		// Only now does the terminal show nothing of what is typed.
		process.stderr.write(question);
		return await lines.question('');
	} finally {
		lines.close();
		process.stderr.write('\n');
	}
}
