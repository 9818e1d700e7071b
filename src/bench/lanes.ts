/** Every lane of the benchmark, in the order of the table. */
import type { Lane } from './lane.ts';
import { bulkWrites } from './lanes/bulkWrites.ts';
import { coldStart } from './lanes/coldStart.ts';
import { delivery } from './lanes/delivery.ts';
import { doorbells } from './lanes/doorbells.ts';
import { firstLoad } from './lanes/firstLoad.ts';
import { listeners } from './lanes/listeners.ts';
import { saveToScreen } from './lanes/saveToScreen.ts';
import { searchAsYouType } from './lanes/searchAsYouType.ts';
import { singleWrites } from './lanes/singleWrites.ts';
import { twoPhones } from './lanes/twoPhones.ts';

export const lanes: Lane[] = [
	...[bulkWrites, singleWrites, listeners, doorbells],
	...[firstLoad, saveToScreen, coldStart, searchAsYouType, delivery, twoPhones]
];
