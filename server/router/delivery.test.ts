import { expect, test } from 'vitest';
import { sampleDocument } from '#lib/domain/sampleDocuments.ts';
import type { DocumentStore } from '../storage/documentStore.ts';
import { editOf, sha256 } from '../storage/ledgerEdit.ts';
import { openMemoryStorage } from '../storage/memoryStorage.ts';
import { leavesOf, treeOf } from '../storage/revisionTree.ts';
import { copyOf, deliver } from './delivery.ts';

const first = sampleDocument('tally', sha256);
const later = (generation: number, late: number) => {
	const document = sampleDocument('tally', sha256, { late });
	return { ...document, _rev: document._rev.replace('1-', `${generation}-`) };
};

async function feedWith(...documents: { _id: string; _rev: string }[]): Promise<DocumentStore> {
	const storage = openMemoryStorage();
	await storage.create('feed-street-150105001');
	const feed = (await storage.open('feed-street-150105001'))!;
	for (const document of documents) await feed.write([editOf(document)], { newEdits: false });
	return feed;
}

async function rowOf(document: { _id: string; _rev: string }) {
	return (await (await feedWith(document)).row(document._id))!;
}

test('[O81] what the station wrote later follows what a feed holds, also where some of it was missed, and nothing goes back', async () => {
	const feed = await feedWith(first);
	const shown = async () => {
		const row = (await feed.row(first._id))!;
		const living = leavesOf(treeOf(row)).filter(({ deleted }) => !deleted);
		return [row.rev, living.length];
	};
	await deliver(feed, [await rowOf(later(2, 5))]);
	expect(await shown()).toEqual([later(2, 5)._rev, 1]);
	await deliver(feed, [await rowOf(later(5, 7))]);
	expect(await shown()).toEqual([later(5, 7)._rev, 1]);
	for (const older of [first, later(2, 5), later(4, 9)]) await deliver(feed, [await rowOf(older)]);
	expect(await shown()).toEqual([later(5, 7)._rev, 1]);
	const { updateSeq } = await feed.info();
	await deliver(feed, [await rowOf(later(5, 7))]);
	expect((await feed.info()).updateSeq).toBe(updateSeq);
});

test('[O81] a copy carries the generation of what it copies', async () => {
	const row = await rowOf(later(3, 1));
	expect(copyOf(row).revisions?.start).toBe(3);
});
