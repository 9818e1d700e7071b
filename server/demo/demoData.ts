/** The files under data/, read once: names of no one, made-up words, and codes of real places. */
import { readFileSync } from 'node:fs';
import type { ConcernEventType, ConcernSource, EventDocument } from '#lib/domain/documents.ts';
import type { EventExtra } from '#lib/domain/eventCarries.ts';

export interface NameLists {
	surnames: { common: string[]; usual: string[]; rare: string[] };
	elder: ByGender;
	adult: ByGender;
	child: ByGender;
	/** Without surname. */
	mongolian: ByGender;
}

export interface ByGender {
	female: string[];
	male: string[];
}

/** What residents of the demo bring forward, and what becomes of it. */
export interface PlotRecord {
	category: string;
	/** How often, relative to the others; after published counts of categories. */
	weight: number;
	handler: 'property' | 'heating' | 'gas' | 'street' | 'community';
	/** Only from mid October to mid April. */
	winter?: boolean;
	/** A matter of a building rather than of one door. */
	shared?: boolean;
	/** Ended by the grid worker herself, as a rule. */
	small?: boolean;
	texts: string[];
	progress: string[];
	done: string[];
}

export interface StoryRecord {
	key: string;
	grid: number;
	/** Estate code and building; or only words. */
	at: { building?: string; place?: string };
	category: string;
	text: string;
	daysAgo: number;
	source?: ConcernSource;
	/** `HEAD` is whoever looks after the building; the grid's worker unless told. */
	author?: string;
	/** Key of the complaint that this is a half of. */
	splitFrom?: string;
	/** Who, what, after how many open minutes, and what was said. */
	steps: [string, ConcernEventType, number, StorySaid][];
}

/** Doors are told by their number among those of the story, concerns by their key, days from now on. */
export type StorySaid = Partial<Pick<EventDocument, Exclude<EventExtra, 'door'> | 'note'>> & {
	door?: number;
};

function textOf(file: string): string {
	return readFileSync(new URL(`./data/${file}`, import.meta.url), 'utf8');
}

export const names = JSON.parse(textOf('names.json')) as NameLists;
export const stories = JSON.parse(textOf('stories.json')) as StoryRecord[];
export const plots = JSON.parse(textOf('plots.json')) as PlotRecord[];

const divisions: ReadonlyMap<string, string> = new Map(
	textOf('divisions.csv')
		.trim()
		.split('\n')
		.map((line) => line.split(','))
		.map(([code = '', name = '']) => [code, name])
);

/** Undefined where this small table does not know the code. */
export function knownDivision(code: string): string | undefined {
	return divisions.get(code);
}

/** The name of a division by its code. */
export function divisionName(code: string): string {
	const name = divisions.get(code);
	if (name === undefined) throw new Error(`No division has the code ${code}.`);
	return name;
}
