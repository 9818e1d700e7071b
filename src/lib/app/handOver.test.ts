import 'fake-indexeddb/auto';
import { DeviceDatabase } from '#lib/device/deviceDatabase.ts';
import { openPicturesWaiting } from '#lib/device/picturesWaiting.ts';
import { documentId } from '#lib/domain/ids.ts';
import { sampleDevice, sampleDocument } from '#lib/domain/sampleDocuments.ts';
import { openMemoryLedger } from '#lib/ledger/memoryLedger.ts';
import { sha256 } from '#lib/ledger/sha256.ts';
import { ulid } from 'ulid';
import { describe, expect, it } from 'vitest';
import { handOverFile } from './handOver.ts';
import { undeliveredIn } from './undeliveredIn.ts';

const feed = 'feed-grid-150105001019-01';
const at = '2026-11-23T02:00:00.000Z';

function visit(deviceSeq: number, device = sampleDevice) {
	return sampleDocument('visit', sha256, { _id: documentId.visit(ulid()), deviceSeq, device });
}

describe('what is handed over', () => {
	it('is everything of this device that the station does not hold, in order', async () => {
		const ledger = openMemoryLedger(feed);
		const [delivered, refused, waiting] = [visit(1), visit(2), visit(3)];
		await ledger.append([waiting, delivered, refused]);
		await ledger.take([visit(9, ulid())]);
		const receipt = { of: 'document', reason: '', at } as const;
		await ledger.settle([
			{ ...receipt, id: delivered._id, rev: delivered._rev, state: 'delivered' },
			{ ...receipt, id: refused._id, rev: refused._rev, state: 'refused' },
			// The picture is there, its record is not.
			{ ...receipt, of: 'picture', id: waiting._id, rev: waiting._rev, state: 'delivered' }
		]);
		expect(await undeliveredIn(ledger, sampleDevice)).toEqual([refused, waiting]);
	});

	it('is one file with records and pictures, whole', async () => {
		const database = new DeviceDatabase('hand-over');
		const pictures = openPicturesWaiting(database, 'wangge1');
		const blob = new Blob([Uint8Array.from([0xff, 0xd8, 1, 2])], { type: 'image/jpeg' });
		await pictures.keep({ sha256: 'ab'.repeat(32), feed, blob, addedAt: at });
		const documents = [visit(1)];
		const media = 'media-grid-150105001019-01';
		const grant = { feed, media, role: 'grid_worker', scope: '', label: '' } as const;
		const file = await handOverFile({
			account: 'wangge1',
			device: sampleDevice,
			feeds: [grant],
			undelivered: [{ feed, documents }],
			pictures,
			now: at
		});
		expect(JSON.parse(await file.text())).toEqual({
			format: 'qingge-hand-over',
			version: 1,
			account: 'wangge1',
			device: sampleDevice,
			writtenAt: at,
			feeds: [
				{
					feed,
					media,
					documents,
					pictures: [{ sha256: 'ab'.repeat(32), contentType: 'image/jpeg', base64: '/9gBAg==' }]
				}
			]
		});
		database.close();
	});
});
