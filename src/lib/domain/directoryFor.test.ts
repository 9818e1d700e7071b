import { expect, test } from 'vitest';
import { directoryFor } from './directoryFor.ts';
import type { CutFor } from './envelope.ts';
import type { Post } from './loopDocuments.ts';
import { sampleDocument, sampleGrid } from './sampleDocuments.ts';

const community = '150105001019';
const post = (account: string, role: string, scope: string): Post => ({
	...{ account, role, scope, name: `${account}的名字`, phone: `phone of ${account}` },
	...{ from: '', until: '' }
});
const document = sampleDocument('organisation', () => 'a'.repeat(64), {
	units: [
		{
			...{ code: 'wy-herun', kind: 'property', name: '和润物业', phone: '0471-1', estates: [] },
			categories: []
		}
	],
	posts: [
		post('shequ1', 'community_staff', community),
		post('wangge1', 'grid_worker', sampleGrid),
		post('wangge2', 'grid_worker', `${community}-02`),
		post('louzhang1', 'building_head', `${sampleGrid}/xk/3`),
		post('xinxiyuan1', 'informant', `${community}/xinxiyuan1`),
		post('wuye2', 'handler_property', `${community}/wy-herun`),
		post('jiedao', 'street_staff', '150105001'),
		post('zhan', 'station_keeper', community)
	]
});

function told(cut: CutFor, context: Parameters<typeof directoryFor>[2]) {
	const { posts } = directoryFor(document, cut, context);
	return {
		named: posts.map(({ account, name }) => [account, name === `${account}的名字`] as const),
		called: posts.flatMap(({ account, phone }) => (phone === '' ? [] : account))
	};
}

test('[R58] a handler is told the names of whose steps he reads, and the phones of the community alone', () => {
	const { named, called } = told('handler', { holders: ['wy-herun'] });
	expect(named).toEqual(
		['shequ1', 'wangge1', 'wangge2', 'wuye2', 'jiedao'].map((account) => [account, true])
	);
	expect(called).toEqual(['shequ1']);
});

test('[R58] a building head is told the worker of his own grid with her phone, and who handles by name', () => {
	const { named, called } = told('building', { grid: sampleGrid, holders: ['louzhang1'] });
	expect(named.map(([account]) => account)).toEqual(['shequ1', 'wangge1', 'louzhang1', 'wuye2']);
	expect(called).toEqual(['shequ1', 'wangge1', 'louzhang1']);
});

test('[R58] an informant is told which unit acts, and whom to call at the community', () => {
	const { named, called } = told('informant', { holders: ['xinxiyuan1'] });
	expect(named.map(([account]) => account)).toEqual(['shequ1', 'xinxiyuan1']);
	expect(called).toEqual(['shequ1', 'xinxiyuan1']);
	const { units } = directoryFor(document, 'informant', { holders: ['xinxiyuan1'] });
	expect(units).toMatchObject([{ name: '和润物业', phone: '' }]);
});

test('[R58] a street is told names and no phones but those of the offices', () => {
	const { named, called } = told('street', { holders: ['jiedao'] });
	const everybody = ['shequ1', 'wangge1', 'wangge2', 'wuye2', 'jiedao'];
	expect(named.map(([account]) => account)).toEqual(everybody);
	expect(called).toEqual(['shequ1', 'jiedao']);
});
