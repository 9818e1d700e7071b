/** What the station works on behind the answers, in CouchDB's words. */
import type { Resource } from './call.ts';
import { json } from './couchResponse.ts';

export const answerActiveTasks: Resource = async ({ face }) => {
	const { runningTasks, gate } = face;
	const named = runningTasks.list().filter(({ database }) => gate.lists?.(database) !== false);
	return json(200, named);
};
