/** Every lane of `npm run bench`, in the order of the table. */
import type { Lane } from './lane.ts';
import { bulkWrites } from './lanes/bulkWrites.ts';
import { coldStart } from './lanes/coldStart.ts';
import { deskList } from './lanes/deskList.ts';
import { delivery } from './lanes/delivery.ts';
import { doorbells } from './lanes/doorbells.ts';
import { foldConcerns } from './lanes/foldConcerns.ts';
import { firstLoad } from './lanes/firstLoad.ts';
import { listeners } from './lanes/listeners.ts';
import { reportToHandler } from './lanes/reportToHandler.ts';
import { saveToScreen } from './lanes/saveToScreen.ts';
import { searchAsYouType } from './lanes/searchAsYouType.ts';
import { singleWrites } from './lanes/singleWrites.ts';
import { slowList } from './lanes/slowList.ts';
import { slowPhone } from './lanes/slowPhone.ts';
import { twoPhones } from './lanes/twoPhones.ts';

export const lanes: Lane[] = [
	bulkWrites({ name: 'bulk', batch: 100, rounds: 5, byPouchdb: false }),
	...[singleWrites('put', 1), listeners('listeners', 200, 7), doorbells],
	...[firstLoad, saveToScreen, coldStart, searchAsYouType, delivery, twoPhones],
	...[slowPhone, slowList],
	...[foldConcerns, deskList, reportToHandler]
];
