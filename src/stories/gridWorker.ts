/** The grid worker (网格员): visits, hears, brings the answer back to the door. */
import type { ConcernIntent, VisitIntent } from '#lib/app/app.ts';
import { gridFeed } from '#lib/domain/feeds.ts';
import { trialCommunity } from '../../server/trialStation.ts';
import { Person, idOf } from './person.ts';
import { doorOf } from './smallGrid.ts';
import type { World } from './storyPhone.ts';

export const grid = trialCommunity.grids[0]!.id;
export const feed = gridFeed(grid);
export const door = doorOf(grid, 1);
export const otherDoor = doorOf(grid, 2);

/** What every form of a concern gathers; stories say what matters to them. */
export const usualConcern: ConcernIntent = {
	door,
	building: 'xk/3',
	place: '',
	category: 'utility.heating',
	nature: 'report',
	urgency: 'green',
	text: '暖气不热',
	confidentialReporter: false,
	selfHandle: false,
	pictures: []
};

export class GridWorker extends Person {
	constructor(account: string, world: World) {
		super(account, { role: 'grid_worker', scope: grid }, world);
	}

	/** Answers the id; fails where the app refused. */
	async recordsVisit(at = door, change: Partial<VisitIntent> = {}): Promise<string> {
		return idOf(await this.triesVisit(at, change));
	}

	async triesVisit(at = door, change: Partial<VisitIntent> = {}) {
		return this.does.recordVisit({
			door: at,
			type: 'routine',
			mode: 'door',
			outcome: 'met',
			unchanged: true,
			note: '',
			careChecks: {},
			leftSlip: false,
			nextVisitOn: '',
			bestTime: '',
			pictures: [],
			...change
		});
	}

	async raisesConcern(at = door, change: Partial<ConcernIntent> = {}): Promise<string> {
		return idOf(await this.does.raiseConcern({ ...usualConcern, door: at, ...change }));
	}

	async joins(concern: string, at: string): Promise<string> {
		return idOf(await this.does.joinConcern(concern, at, ''));
	}

	/** Stands at the door with the answer and asks how it was; 1–5. */
	async asksAtDoor(concern: string, satisfaction: number, at = door): Promise<string> {
		const answer = { door: at, solved: satisfaction >= 3, satisfaction, note: '' };
		return idOf(await this.does.followUpConcern(concern, answer));
	}

	async findsNobody(concern: string, at = door): Promise<string> {
		return this.takes(concern, { type: 'not_reached', door: at });
	}
}
