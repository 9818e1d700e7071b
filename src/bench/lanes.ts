/** Every lane of the benchmark, in the order of the table. */
import type { Lane } from './lane.ts';
import { bulkWrites } from './lanes/bulkWrites.ts';
import { firstLoad } from './lanes/firstLoad.ts';
import { listeners } from './lanes/listeners.ts';
import { saveToScreen } from './lanes/saveToScreen.ts';
import { coldStart } from './lanes/coldStart.ts';
import { searchAsYouType } from './lanes/searchAsYouType.ts';
import { singleWrites } from './lanes/singleWrites.ts';

export const lanes: Lane[] = [
	bulkWrites,
	singleWrites,
	listeners,
	firstLoad,
	saveToScreen,
	coldStart,
	searchAsYouType
];
