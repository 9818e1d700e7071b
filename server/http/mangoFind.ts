/** `_find` answers a question with documents, `_explain` with the way it would take. */
import type { DocumentStore } from '../storage/documentStore.ts';
import { fieldsOf } from '../mango/fieldPath.ts';
import { findDocuments } from '../mango/findDocuments.ts';
import type { IndexChosen } from '../mango/indexChoice.ts';
import { chooseIndex } from '../mango/indexChoice.ts';
import { allDocsIndex, shownIndex } from '../mango/indexDefinition.ts';
import { bringUpToDate } from '../mango/indexKeys.ts';
import type { Question } from '../mango/question.ts';
import { questionOf } from '../mango/question.ts';
import type { Call, Resource } from './call.ts';
import { storeOf } from './call.ts';
import { json, jsonStream } from './couchResponse.ts';
import { plainShowing, showDocument } from './documentText.ts';
import { indexesOf } from './mangoIndexes.ts';
import { readDeclaredObject } from './requestBody.ts';

export const answerFind: Resource = async (call) => {
	const { store, question, chosen } = await ask(call);
	if (chosen.index && question.update) await bringUpToDate(store, chosen.index);
	return jsonStream(answer(store, question, chosen, findDocuments(store, question, chosen.index)));
};

export const answerExplain: Resource = async (call) => {
	const { question, chosen } = await ask(call);
	const { fieldNames, sort, limit, skip } = question;
	return json(200, {
		dbname: call.route.db,
		index: chosen.index ? shownIndex(chosen.index) : allDocsIndex,
		partitioned: false,
		selector: question.selector,
		opts: {
			use_index: question.useIndex,
			bookmark: question.bookmark ?? 'nil',
			limit,
			skip,
			sort: Object.fromEntries(sort.map(({ name, direction }) => [name, direction])),
			fields: fieldNames,
			partition: '',
			r: question.r,
			conflicts: question.conflicts,
			stale: false,
			update: question.update,
			stable: false,
			execution_stats: question.executionStats,
			allow_fallback: question.allowFallback
		},
		limit,
		skip,
		fields: fieldNames.length > 0 ? fieldNames : 'all_fields',
		mrargs: {
			include_docs: true,
			view_type: 'map',
			reduce: false,
			direction: sort[0]?.direction === 'desc' ? 'rev' : 'fwd',
			update: question.update,
			stable: false
		},
		covering: false,
		...(chosen.warnings.length > 0 ? { warning: chosen.warnings.join('\n') } : {})
	});
};

async function ask(
	call: Call
): Promise<{ store: DocumentStore; question: Question; chosen: IndexChosen }> {
	const question = questionOf(await readDeclaredObject(call.request, call.limits.bodyBytes));
	const store = await storeOf(call);
	return { store, question, chosen: chooseIndex(await indexesOf(store), question) };
}

async function* answer(
	store: DocumentStore,
	{ fields, conflicts, executionStats }: Question,
	{ warnings }: IndexChosen,
	{ documents, progress }: ReturnType<typeof findDocuments>
): AsyncGenerator<string> {
	const begun = performance.now();
	yield '{"docs":[';
	let separator = '\n';
	for await (const { row, document } of documents) {
		const whole =
			fields.length > 0
				? JSON.stringify(fieldsOf(document, fields))
				: await showDocument(
						store,
						row,
						{ rev: row.rev, content: row },
						{ ...plainShowing, conflicts }
					);
		yield separator + whole;
		separator = ',\n';
	}
	const end: Record<string, unknown> = { bookmark: progress.bookmark };
	if (warnings.length > 0) end['warning'] = warnings.join('\n');
	if (executionStats) {
		end['execution_stats'] = {
			total_keys_examined: progress.keysExamined,
			total_docs_examined: progress.docsExamined,
			total_quorum_docs_examined: 0,
			results_returned: progress.returned,
			execution_time_ms: Math.round((performance.now() - begun) * 1000) / 1000
		};
	}
	yield `\n],${JSON.stringify(end).slice(1)}\n`;
}
