/** Which index answers a question, by CouchDB's rules: usable at all, then the closest fit. */
import type { IndexDefinition, IndexField } from './indexDefinition.ts';
import { designId } from './indexDefinition.ts';
import { MangoRefused } from './mangoRefusal.ts';
import type { Condition } from './selector.ts';
import { keyOf, onlyValue, rangeOfField, requiredFields } from './selectorRange.ts';

export interface QuestionOfIndex {
	condition: Condition;
	sort: readonly IndexField[];
	/** `ddoc` or `[ddoc, name]`; empty for any. */
	useIndex: readonly string[];
	/** Whether another index may answer when the one asked for cannot. */
	allowFallback: boolean;
}

export interface IndexChosen {
	/** null: documents are read in the order of their ids. */
	index: IndexDefinition | null;
	warnings: string[];
}

export function chooseIndex(
	indexes: readonly IndexDefinition[],
	question: QuestionOfIndex
): IndexChosen {
	const { useIndex, allowFallback } = question;
	const usable = indexes.filter((index) => isUsable(index, question));
	const asked = usable.filter((index) => isNamed(index, useIndex));
	if (useIndex.length > 0 && asked.length > 0)
		return { index: best(asked, question), warnings: [] };
	const warnings = useIndex.length > 0 ? [unusedWarning(useIndex)] : [];
	if (useIndex.length > 0 && !allowFallback) throw noUsableIndex();
	// A partial index leaves documents out, so it answers only who asks for it.
	const general = usable.filter(({ partial }) => partial === null);
	if (general.length > 0) return { index: best(general, question), warnings };
	if (question.sort.length > 0 && !isOrderOfIds(question)) throw noUsableIndex();
	if (!isAboutIds(question.condition)) {
		warnings.push('No matching index found, create an index to optimize query time.');
	}
	return { index: null, warnings };
}

/** Every column must be there in whatever the selector takes, or the index would hide documents. */
function isUsable({ fields }: IndexDefinition, { condition, sort }: QuestionOfIndex): boolean {
	const needed = requiredFields(condition);
	for (const { path } of sort) needed.add(keyOf(path));
	needed.add(keyOf(['_id'])).add(keyOf(['_rev']));
	return fields.every(({ path }) => needed.has(keyOf(path))) && givesOrder(fields, sort, condition);
}

/** The sort begins where the columns do, or behind columns that the selector pins to one value. */
function givesOrder(
	columns: readonly IndexField[],
	sort: readonly IndexField[],
	condition: Condition
): boolean {
	if (sort.length === 0) return true;
	for (let skipped = 0; skipped < columns.length; skipped += 1) {
		const rest = columns.slice(skipped);
		if (sort.every(({ path }, at) => rest[at] && keyOf(rest[at].path) === keyOf(path))) return true;
		const [column] = rest;
		if (!column || !onlyValue(rangeOfField(condition, column.path))) return false;
	}
	return false;
}

function isOrderOfIds({ sort }: QuestionOfIndex): boolean {
	const [only, ...others] = sort;
	return only?.name === '_id' && others.length === 0;
}

function isAboutIds(condition: Condition): boolean {
	const { low, high } = rangeOfField(condition, ['_id']);
	return low !== undefined || high !== undefined;
}

function isNamed(
	{ ddoc, name }: IndexDefinition,
	[askedDdoc, askedName]: readonly string[]
): boolean {
	if (askedDdoc === undefined || ddoc !== designId(askedDdoc)) return false;
	return askedName === undefined || name === askedName;
}

/** Fewest columns without a bound first, then fewest columns, then by name. */
function best(
	indexes: readonly IndexDefinition[],
	{ condition }: QuestionOfIndex
): IndexDefinition {
	const loose = ({ fields }: IndexDefinition): number => {
		const bounded = fields.findIndex(({ path }) => {
			const { low, high } = rangeOfField(condition, path);
			return low === undefined && high === undefined;
		});
		return bounded === -1 ? 0 : fields.length - bounded;
	};
	const [first] = indexes.toSorted(
		(a, b) =>
			loose(a) - loose(b) ||
			a.fields.length - b.fields.length ||
			(`${a.ddoc}/${a.name}` < `${b.ddoc}/${b.name}` ? -1 : 1)
	);
	if (!first) throw new Error('There is no index to choose from.');
	return first;
}

function unusedWarning([ddoc = '', name]: readonly string[]): string {
	const asked = name === undefined ? designId(ddoc) : `${designId(ddoc)}, ${name}`;
	return `${asked} was not used because it does not contain a valid index for this query.`;
}

function noUsableIndex(): MangoRefused {
	return new MangoRefused(
		'no_usable_index',
		'No index exists for this sort, try indexing by the sort fields.'
	);
}
