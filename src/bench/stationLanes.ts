/** Every lane of `npm run bench:station`, in the order of the table. */
import type { Lane } from './lane.ts';
import { bulkWrites } from './lanes/bulkWrites.ts';
import { doorbells } from './lanes/doorbells.ts';
import { growth } from './lanes/growth.ts';
import { listeners } from './lanes/listeners.ts';
import { manyDatabases } from './lanes/manyDatabases.ts';
import { meetings } from './lanes/meetings.ts';
import { phones } from './lanes/phones.ts';
import { singleWrites } from './lanes/singleWrites.ts';

export const stationLanes: Lane[] = [
	bulkWrites({ name: 'bulk100', batch: 100, rounds: 3, byPouchdb: true }),
	bulkWrites({ name: 'bulk500', batch: 500, rounds: 3, byPouchdb: false }),
	...[singleWrites('put', 1), singleWrites('put16', 16)],
	...[listeners('listeners200', 200, 5), listeners('listeners1000', 1_000, 2), doorbells],
	...[manyDatabases, meetings, phones, growth]
];
