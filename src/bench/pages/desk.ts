/** The desk's rows and questions in a browser, without a station: as many concerns as a community has in years. */
import { clockSettings } from '#lib/domain/clockPolicies.ts';
import { concernCounts, concernIds, concernRows } from '#lib/projections/concernDesk.ts';
import { changeSheets } from '#lib/projections/concernSheets.ts';
import { ProjectionDatabase } from '#lib/projections/database.ts';
import { endedConcerns, openConcerns } from '#lib/projections/deskRows.ts';
import { projectConcern } from '#lib/projections/projectConcern.ts';
import type { ConcernRow } from '#lib/projections/rows.ts';
import { loopPapers } from '../loopPapers.ts';

export interface DeskBench {
	/** Answers how many lie there and are open. */
	fill(count: number): Promise<{ rows: number; open: number }>;
	/** A database just opened, everything open read, as the desk does when it is opened. */
	open(): Promise<number>;
	/** ms until the first page stands, and how much matches. */
	ask(question: DeskQuestion): Promise<{ ms: number; found: number }>;
}
export type DeskQuestion = 'counts' | 'list' | 'filter' | 'rare' | 'ended';

declare global {
	interface Window {
		desk: DeskBench;
	}
}

const name = 'bench-desk';
const feed = 'feed-community-150105001019';
const portion = 2_000;
const page = 30;
let database = new ProjectionDatabase(name);

/** One in twenty is open, at any of its steps; the rest is over. */
function eventsOf(at: number): number {
	return at % 20 === 0 ? (at / 20) % 10 : 12;
}

function rowOf(at: number): ConcernRow {
	const grid = `150105001019-0${String((at % 5) + 1)}`;
	const { header, events } = loopPapers(at, grid, eventsOf);
	const copy = <D>(document: D) => ({ document, feeds: [feed] });
	const papers = { concern: header._id, headers: [copy(header)], events: events.map(copy) };
	const row = projectConcern(papers, [], 'desk', () => clockSettings([]));
	if (!row) throw new Error('no row');
	return row;
}

async function answer(question: DeskQuestion): Promise<number> {
	switch (question) {
		case 'counts':
			return (await concernCounts(database)).size;
		case 'list':
			return await firstPage(await concernIds(database, { list: 'service' }));
		case 'filter':
			return await firstPage(
				await concernIds(database, { states: ['closed'], categories: ['utility.heating'] })
			);
		case 'rare':
			return await firstPage(
				await concernIds(database, {
					...{ handlers: ['wy-herun'], urgencies: ['red'], building: 'xk/1' },
					...{ places: ['150105001019-02'], categories: ['utility.heating', 'repair.leak'] }
				})
			);
		case 'ended': {
			const wants = ({ category }: ConcernRow) => category.startsWith('utility.');
			const within = { group: 'utility' };
			return (await endedConcerns(database, { most: 200, within, wants })).length;
		}
	}
}

async function firstPage(ids: readonly string[]): Promise<number> {
	await concernRows(database, ids.slice(0, page));
	return ids.length;
}

window.desk = {
	async fill(count) {
		await database.open();
		for (let from = 0; from < count; from += portion) {
			const size = Math.min(portion, count - from);
			const made = Array.from({ length: size }, (_, at) => rowOf(from + at));
			await database.concerns.bulkPut(made);
			await changeSheets(database, [], made);
		}
		const rows = await database.concerns.count();
		return { rows, open: (await openConcerns(database)).length };
	},
	async open() {
		database.close();
		const from = performance.now();
		database = new ProjectionDatabase(name);
		await openConcerns(database);
		return performance.now() - from;
	},
	async ask(question) {
		const from = performance.now();
		const found = await answer(question);
		return { ms: performance.now() - from, found };
	}
};
