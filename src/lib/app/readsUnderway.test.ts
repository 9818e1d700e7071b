import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { watchReads } from './readsUnderway.ts';

async function opened(name: string): Promise<IDBDatabase> {
	return await new Promise((resolve, reject) => {
		const opening = indexedDB.open(name, 1);
		opening.onupgradeneeded = () => opening.result.createObjectStore('rows');
		opening.onsuccess = () => resolve(opening.result);
		opening.onerror = () => reject(new Error(name));
	});
}

/** As a frozen page does it: asks and asks, and never lets the transaction end. */
function readWithoutEnd(database: IDBDatabase): Promise<string> {
	const transaction = database.transaction('rows');
	const ask = () => {
		transaction.objectStore('rows').get('a').onsuccess = ask;
	};
	ask();
	return new Promise((resolve) => {
		transaction.onabort = () => resolve('broken off');
		transaction.oncomplete = () => resolve('ended');
	});
}

const write = (database: IDBDatabase): Promise<string> => {
	const transaction = database.transaction('rows', 'readwrite');
	transaction.objectStore('rows').put(1, 'a');
	return new Promise((resolve) => {
		transaction.onabort = () => resolve('broken off');
		transaction.oncomplete = () => resolve('ended');
	});
};

test('[U207] a read that never ends stands in nobody’s way once its page is left', async () => {
	const reads = watchReads();
	const database = await opened('left-page');
	const reading = readWithoutEnd(database);
	const writing = write(database);
	reads.breakOff();
	expect(await Promise.all([reading, writing])).toEqual(['broken off', 'ended']);
	reads.breakOff();
	database.close();
});

test('[U207] what is being written is left to end well', async () => {
	const reads = watchReads();
	const database = await opened('left-writing');
	const writing = write(database);
	reads.breakOff();
	expect(await writing).toBe('ended');
	database.close();
});
