/** What this account wrote as notes, on this phone, newest first: where her own phrases come from. */
import type { OwnText } from '#lib/domain/phrases.ts';
import type { ProjectionDatabase } from './database.ts';

/** Half a year of a busy worker; older habits may change. */
const mostRead = 400;

export async function ownTexts(database: ProjectionDatabase, account: string): Promise<OwnText[]> {
	const [visits, concerns] = await Promise.all([
		database.visits
			.orderBy('capturedAt')
			.reverse()
			.filter(({ author, note, retracted }) => author === account && note !== '' && !retracted)
			.limit(mostRead)
			.toArray(),
		database.concerns.orderBy('changedAt').reverse().limit(mostRead).toArray()
	]);
	const steps = concerns.flatMap(({ history }) =>
		history.filter(({ author, note }) => author === account && note !== '')
	);
	return [
		...visits.map(({ note, capturedAt }) => ({ text: note, writtenAt: capturedAt })),
		...concerns
			.filter(({ author, text }) => author === account && text !== '')
			.map(({ text, capturedAt }) => ({ text, writtenAt: capturedAt })),
		...steps.map(({ note, capturedAt }) => ({ text: note, writtenAt: capturedAt }))
	];
}

/** Of everybody in the register here: what holds one of them is said of one door only. */
export async function knownNames(database: ProjectionDatabase): Promise<string[]> {
	const residents = await database.residents.toArray();
	return [...new Set(residents.map(({ name }) => name))].filter((name) => name.length > 1);
}
