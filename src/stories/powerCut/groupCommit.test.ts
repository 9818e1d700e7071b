// The power is cut while writes share their commits: what was answered is there, and nothing by half.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSqliteStorage } from '../../../server/storage/sqliteStorage.ts';
import { noPowerCut, openPowerCut } from './powerCut.ts';

let folder: string;
let disk: string;
beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'qingge-group-cut-'));
	disk = join(folder, 'disk');
	const storage = await openSqliteStorage({ directory: disk });
	await storage.create('shared');
	await storage.close();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What had been answered when the power went, after so many answers. */
async function writeUntilCut(answers: number, flags: readonly string[] = []): Promise<string[]> {
	const power = openPowerCut({ root: disk, shadow: join(folder, `shadow-${answers}`) });
	const program = join(import.meta.dirname, 'groupWriter.ts');
	const writer = spawn(process.execPath, [...flags, program, disk], {
		detached: true,
		stdio: ['ignore', 'pipe', 'inherit'],
		env: { ...process.env, ...power.env }
	});
	const ended = new Promise((resolve) => writer.once('close', resolve));
	let said = '';
	await new Promise<void>((enough) => {
		writer.stdout.setEncoding('utf8').on('data', (chunk: string) => {
			said += chunk;
			if (said.split('\n').length > answers) enough();
		});
	});
	await power.cut();
	// What it said until the last moment counts as said.
	await ended;
	power.restore();
	// The last line may have been cut off as well.
	return said.split('\n').slice(0, -1);
}

/** The names of writes, by how many of their two documents are there. */
async function held(): Promise<Map<string, number>> {
	const storage = await openSqliteStorage({ directory: disk });
	const store = await storage.open('shared');
	const rows = (await store?.rowsById({ limit: 1_000_000, bodies: false })) ?? [];
	await storage.close();
	const halves = new Map<string, number>();
	for (const { id } of rows) {
		const name = id.replace(/:(?:first|second)$/, '');
		halves.set(name, (halves.get(name) ?? 0) + 1);
	}
	return halves;
}

describe.skipIf(noPowerCut)(`a power cut${noPowerCut ? ` (${noPowerCut})` : ''}`, () => {
	test(
		'[S64] in the middle of shared commits loses nothing answered, and leaves no write by half',
		{ timeout: 90_000 },
		async () => {
			const answered: string[] = [];
			for (const answers of [10, 101, 403]) {
				answered.push(...(await writeUntilCut(answers)));
				const halves = await held();
				expect(answered.filter((name) => halves.get(name) !== 2)).toEqual([]);
				expect([...halves.values()].filter((count) => count !== 2)).toEqual([]);
			}
			expect(answered.length).toBeGreaterThanOrEqual(514);
		}
	);

	test(
		'[S64] would lose something if the shared commit were not on the disk (control)',
		{ timeout: 60_000 },
		async () => {
			const weaken = pathToFileURL(join(import.meta.dirname, 'withoutSync.ts')).href;
			const answered = await writeUntilCut(205, [`--import=${weaken}`]);
			const halves = await held();
			expect(answered.filter((name) => halves.get(name) !== 2).length).toBeGreaterThan(0);
		}
	);
});
