// The walls of layers.js stand: each import below is tried in the room named and must be refused
// with a remedy, or let through.
import { ESLint } from 'eslint';
import { describe, expect, test } from 'vitest';
import { walls } from '../../layers.js';

const linter = new ESLint({
	overrideConfigFile: true,
	overrideConfig: [{ files: ['**/*.ts'] }, ...walls]
});

async function refusalOf(file: string, imported: string): Promise<string | undefined> {
	const [answer] = await linter.lintText(`import '${imported}';\n`, { filePath: file });
	return answer?.messages[0]?.message;
}

describe('walls', () => {
	test.each([
		['src/lib/domain/visit.ts', '#lib/ledger/ledger.ts'],
		['src/lib/domain/visit.ts', 'node:crypto'],
		['src/lib/domain/visit.ts', 'valibot'],
		['src/lib/domain/visit.ts', '../ledger/ledger.ts'],
		['src/lib/domain/visit.test.ts', '#lib/ledger/ledger.ts'],
		['src/lib/screens/visit/form.ts', 'dexie'],
		['src/lib/screens/visit/form.ts', '#lib/ledger/ledger.ts'],
		['src/lib/screens/visit/form.ts', '#lib/commands/recordVisit.ts'],
		['src/lib/screens/visit/form.ts', '../../../server/http/handle.ts'],
		['src/lib/ui/button.ts', '#lib/domain/ids.ts'],
		['src/lib/projections/rows.ts', 'pouchdb-core'],
		['src/lib/projections/rows.ts', 'svelte'],
		['src/lib/replication/pull.ts', 'pouchdb-replication'],
		['src/lib/replication/pull.ts', '#lib/projections/rows.ts'],
		['src/service-worker/index.ts', '#lib/ledger/ledger.ts'],
		['server/http/changes.ts', 'node:http'],
		['server/http/changes.ts', '../router/router.ts'],
		['server/http/changes.ts', '#lib/ledger/ledger.ts'],
		['server/router/router.ts', 'node:sqlite'],
		['server/router/router.ts', '../../src/lib/domain/ids.ts'],
		['server/router/router.ts', '../station.ts'],
		['server/access/accounts.ts', 'pouchdb-core'],
		['server/main.ts', '#lib/projections/rows.ts']
	])('%s may not use %s', async (file, imported) => {
		expect(await refusalOf(file, imported)).toMatch(/layers\.js|Only|PouchDB stays/);
	});

	test.each([
		['src/lib/domain/visit.ts', './ids.ts'],
		['src/lib/domain/visit.test.ts', 'vitest'],
		['src/lib/domain/visit.test.ts', 'node:crypto'],
		['src/lib/ledger/pouchLedger.ts', 'pouchdb-adapter-idb'],
		['src/lib/ledger/pouchLedger.ts', '@noble/hashes/sha2.js'],
		['src/lib/projections/live.svelte.ts', 'svelte/reactivity'],
		['src/lib/app/openApp.ts', '#lib/replication/meeting.ts'],
		['src/lib/app/openApp.ts', 'comlink'],
		['src/routes/page.ts', '$app/navigation'],
		['src/service-worker/index.ts', '$service-worker'],
		['src/stories/cast.ts', '../../server/station.ts'],
		['server/http/nodeAdapter.ts', 'node:http'],
		['server/http/changes.ts', '../storage/documentStore.ts'],
		['server/router/router.ts', '#lib/domain/routing.ts'],
		['server/storage/sqliteStore.ts', 'node:sqlite'],
		['server/storage/revisionTree.ts', 'pouchdb-merge'],
		['server/main.ts', './http/nodeAdapter.ts']
	])('%s may use %s', async (file, imported) => {
		expect(await refusalOf(file, imported)).toBeUndefined();
	});
});
