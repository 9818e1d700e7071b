/** What the station works on behind the answers, in CouchDB's words. */
import type { Resource } from './call.ts';
import { namedBy } from './call.ts';
import { json } from './couchResponse.ts';

export const answerActiveTasks: Resource = async ({ face }) => {
	const isNamed = namedBy(face);
	const tasks = face.runningTasks.list().filter(({ database }) => isNamed(database));
	return json(200, tasks);
};
