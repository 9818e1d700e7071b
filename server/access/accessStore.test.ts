import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { accessStoreContract } from './accessStoreContract.ts';
import { openMemoryAccessStore } from './memoryAccessStore.ts';
import { openSqliteAccessStore } from './sqliteAccessStore.ts';

const folder = mkdtempSync(join(tmpdir(), 'qingge-access-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;
const freshFile = () => join(folder, `${(files += 1)}.sqlite`);

accessStoreContract('memory', openMemoryAccessStore);
accessStoreContract('sqlite', () => openSqliteAccessStore(freshFile()));

test('[A19] what one start of the station saved, the next one finds', () => {
	const file = freshFile();
	const before = openSqliteAccessStore(file);
	before.saveFact('uuid', 'the same');
	before.saveSession({ tokenHash: 'h', account: 'lin', device: 'd', startedMs: 1, endsMs: 2 });
	before.close();
	const after = openSqliteAccessStore(file);
	expect(after.fact('uuid')).toBe('the same');
	expect(after.session('h')?.device).toBe('d');
	after.close();
});
