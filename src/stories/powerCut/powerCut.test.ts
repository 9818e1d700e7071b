// Proves the power cut itself on a store whose promises are known: SQLite keeps what it synced and
// loses what it did not. A cut that lost nothing anywhere would prove nothing about the phone.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { noPowerCut, openPowerCut } from './powerCut.ts';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'qingge-cut-test-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs the writer, cuts its power after `acks` numbers, and answers the last it had said. */
async function writeUntilCut(kind: 'full' | 'normal' | 'plain', acks: number) {
	const root = join(folder, 'disk');
	const power = openPowerCut({ root, shadow: join(folder, 'shadow') });
	const program = join(import.meta.dirname, 'diskWriter.ts');
	const writer = spawn(process.execPath, [program, kind, root], {
		detached: true,
		stdio: ['ignore', 'pipe', 'inherit'],
		env: { ...process.env, ...power.env }
	});
	const ended = new Promise((resolve) => writer.once('close', resolve));
	let said = '';
	await new Promise<void>((enough) => {
		writer.stdout.on('data', (chunk) => {
			said += String(chunk);
			if (said.split('\n').length > acks) enough();
		});
	});
	await power.cut();
	// What it said until the last moment counts as said.
	await ended;
	const restored = power.restore();
	return { root, restored, acknowledged: said.split('\n').filter(Boolean).map(Number) };
}

function numbersIn(root: string): Set<number> {
	const database = new DatabaseSync(join(root, 'numbers.sqlite'));
	const rows = database.prepare('SELECT number FROM numbers').all();
	database.close();
	return new Set(rows.map(({ number }) => Number(number)));
}

describe.skipIf(noPowerCut)(`power cut${noPowerCut ? ` (${noPowerCut})` : ''}`, () => {
	test.each([20, 100, 300])(
		'SQLite FULL loses none of what it said, cut after %i',
		async (acks) => {
			const { root, acknowledged } = await writeUntilCut('full', acks);
			const kept = numbersIn(root);
			expect(acknowledged.length).toBeGreaterThanOrEqual(acks);
			expect(acknowledged.filter((number) => !kept.has(number))).toEqual([]);
		}
	);

	test('SQLite NORMAL loses some of what it said', async () => {
		const { root, acknowledged } = await writeUntilCut('normal', 500);
		const kept = tableIsThere(root) ? numbersIn(root) : new Set<number>();
		expect(acknowledged.filter((number) => !kept.has(number)).length).toBeGreaterThan(0);
	});

	test('a plain file that was never synced comes back empty', async () => {
		const { root, acknowledged, restored } = await writeUntilCut('plain', 50);
		expect(acknowledged.length).toBeGreaterThanOrEqual(50);
		expect(restored).toEqual({ kept: 0, emptied: 1 });
		expect(readFileSync(join(root, 'numbers.txt'), 'utf8')).toBe('');
	});
});

/** Without a single sync even the making of the table is lost. */
function tableIsThere(root: string): boolean {
	const database = new DatabaseSync(join(root, 'numbers.sqlite'));
	const tables = database.prepare("SELECT name FROM sqlite_master WHERE name = 'numbers'").all();
	database.close();
	return tables.length > 0;
}
