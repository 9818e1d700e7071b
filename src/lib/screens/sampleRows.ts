/** Rows for tests of screens: one plain door, to be varied. */
import { noDay } from '#lib/domain/calendar.ts';
import type { DoorRow } from '#lib/projections/rows.ts';

export const sampleDoor: DoorRow = {
	door: '150105001019-01/xk/3-2-501',
	feed: 'feed-grid-150105001019-01',
	grid: '150105001019-01',
	building: 'xk/3',
	buildingName: '兴康小区3号楼',
	unit: '2',
	floor: 5,
	room: '501',
	type: 'flat',
	label: '3-2-501',
	walk: 'xk/003/2/05/501',
	headName: '白云飞',
	residents: 2,
	tenure: 'own',
	partyHub: false,
	tier: 'ordinary',
	careTags: [],
	lastVisitAt: '',
	lastMetAt: '',
	lastOutcome: '',
	attempts: 0,
	bestTime: '',
	tryAt: '',
	dueOn: noDay,
	dueReason: 'none',
	openConcerns: 0,
	answersOwed: 0,
	searchKey: ''
};
