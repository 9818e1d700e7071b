import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { sampleDevice, sampleDocument } from '#lib/domain/sampleDocuments.ts';
import { openTrialStation } from './trialStation.ts';

const feed = 'feed-grid-150105001019-01';
const ledger = 'ledger-150105001019';
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

describe('the station', () => {
	test('a visit pushed by a phone is answered, rung for, and carried to the community', async () => {
		const station = await openTrialStation();
		const phone = await station.signIn('wangge1', sampleDevice);
		const other = await station.signIn('wangge1', '01KASXV2G0000000000000000E');
		const bell = await other('/station/doorbell');
		const reader = bell.body!.getReader();
		const hear = async () => new TextDecoder().decode((await reader.read()).value);
		expect(await hear()).toContain('event: hello');

		const visit = sampleDocument('visit', sha256);
		const answer = await phone(`/db/${feed}/_bulk_docs`, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json' },
			body: JSON.stringify({ new_edits: false, docs: [visit] })
		});
		expect(answer.status).toBe(201);
		expect(await answer.json()).toEqual([]);
		const news = await hear();
		expect(news).toContain('event: news');
		expect(news).toContain(visit._id);

		await station.router.idle();
		const copy = await (await station.storage.open(ledger))?.row(visit._id);
		expect(copy?.rev).toBe(visit._rev);
		const me = await (await phone('/station/me')).json();
		expect(me.numbers).toEqual({ [feed]: { highest: visit.deviceSeq, missing: [] } });
		await station.close();
	});
});
