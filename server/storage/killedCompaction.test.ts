// SIGKILL while a database is compacted. Longer: npm run long -- compaction.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openSqliteStorage } from './sqliteStorage.ts';
import { isWholeDatabase } from './wholeDatabase.ts';

const kills = Number(process.env['COMPACTION_KILLS'] ?? 6);
const directory = mkdtempSync(join(tmpdir(), 'qingge-compaction-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** What the writer had said when it died, at its n-th compaction. */
async function writeUntilKilled(compactions: number): Promise<string> {
	const program = join(import.meta.dirname, 'compactingWriter.ts');
	const writer = spawn(process.execPath, [program, directory], {
		stdio: ['ignore', 'pipe', 'inherit']
	});
	const closed = once(writer, 'close');
	let said = '';
	await new Promise<void>((enough) => {
		writer.stdout.setEncoding('utf8').on('data', (chunk: string) => {
			said += chunk;
			if (said.split('compacting').length > compactions) enough();
		});
	});
	writer.kill('SIGKILL');
	await closed;
	return said;
}

test(
	`[S39] killed ${kills} times while it compacts, a database is whole and holds what was acknowledged`,
	{ timeout: 30_000 + kills * 5_000 },
	async () => {
		const acknowledged = new Map<string, string>();
		for (let kill = 0; kill < kills; kill += 1) {
			const said = await writeUntilKilled(1 + (kill % 4));
			for (const [, id = '', rev = ''] of said.matchAll(/^(doc-\d+) (\S+)$/gm)) {
				acknowledged.set(id, rev);
			}
			const storage = await openSqliteStorage({ directory });
			const store = (await storage.open('ledger'))!;
			for (const [id, rev] of acknowledged) {
				const row = await store.row(id);
				// One more may have been written that nobody heard of.
				const generation = Number.parseInt(row?.rev ?? '0', 10);
				expect([0, 1]).toContain(generation - Number.parseInt(rev, 10));
				expect(JSON.parse(row!.body)).toMatchObject({ text: '青'.repeat(300) });
				acknowledged.set(id, row!.rev);
			}
			await storage.close();
			expect(isWholeDatabase(join(directory, 'db-ledger.sqlite'))).toBe(true);
		}
		expect(acknowledged.size).toBe(20);
	}
);
