import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, test } from 'vitest';
import { openAuditTrail } from './auditTrail.ts';
import { openSqliteAccessStore } from './sqliteAccessStore.ts';

const folder = mkdtempSync(join(tmpdir(), 'qingge-audit-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;

/** A trail of five acts, what somebody then does to its file, and what is found. */
function verified(tamper: (file: DatabaseSync) => void) {
	const path = join(folder, `${(files += 1)}.sqlite`);
	const store = openSqliteAccessStore(path);
	const trail = openAuditTrail(store, () => '2026-11-26T00:00:00.000Z');
	for (let at = 1; at <= 5; at += 1) trail.note('look', 'zhan', { item: `quarantined:${at}` });
	const { head } = trail.head();
	store.close();
	const file = new DatabaseSync(path);
	tamper(file);
	file.close();
	const again = openSqliteAccessStore(path);
	const reading = openAuditTrail(again, () => '').verify();
	again.close();
	return { ...reading, headIsSame: reading.head === head };
}

describe('the audit trail', () => {
	test('[A26] an untouched trail is whole', () => {
		expect(verified(() => undefined)).toMatchObject({
			entries: 5,
			brokenAt: undefined,
			headIsSame: true
		});
	});

	test('[A26] a line that was altered, taken out or put in is found', () => {
		expect(
			verified((file) =>
				file.exec(`UPDATE audit SET text = replace(text, 'zhan', 'tu') WHERE seq = 3`)
			)
		).toMatchObject({ brokenAt: 3 });
		expect(verified((file) => file.exec('DELETE FROM audit WHERE seq = 2'))).toMatchObject({
			brokenAt: 2
		});
		expect(
			verified((file) => file.exec(`UPDATE audit SET hash = 'x' WHERE seq = 5`))
		).toMatchObject({ brokenAt: 5 });
		expect(verified((file) => file.exec(`INSERT INTO audit VALUES (6, '{}', 'x')`))).toMatchObject({
			brokenAt: 6
		});
	});

	test('[A26] lines that were cut off at the end change the head', () => {
		expect(verified((file) => file.exec('DELETE FROM audit WHERE seq > 3'))).toMatchObject({
			entries: 3,
			headIsSame: false
		});
	});

	test('[A26] the newest acts come first', () => {
		const store = openSqliteAccessStore(join(folder, 'last.sqlite'));
		const trail = openAuditTrail(store, () => '2026-11-26T00:00:00.000Z');
		trail.note('sign_in', 'zhan');
		trail.note('grant', 'zhan', { lead: 'shuji', minutes: 30 });
		expect(trail.last(9).map(({ event }) => event)).toEqual(['grant', 'sign_in']);
		expect(trail.last(1)).toEqual([
			{
				seq: 2,
				at: '2026-11-26T00:00:00.000Z',
				event: 'grant',
				by: 'zhan',
				facts: { lead: 'shuji', minutes: 30 }
			}
		]);
		store.close();
	});
});
