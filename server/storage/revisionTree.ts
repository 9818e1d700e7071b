/**
 * A document's history as CouchDB keeps it: a tree of revisions whose leaves are the living
 * alternatives. Pure; merging and winning are pouchdb-merge's, so phone and station agree.
 */
import type { RevisionBranch, RevisionNode } from 'pouchdb-merge';
import {
	collectLeaves,
	compactTree,
	merge,
	revExists,
	rootToLeaf,
	winningRev
} from 'pouchdb-merge';
import type { DocumentRow, RevisionPath } from './documentStore.ts';

export type RevisionTree = RevisionBranch[];

/** The longest line of revisions that is taken in, and the highest `_revs_limit`. */
export const longestLine = 20_000;

/**
 * At most nine digits of generation, so that one more is always a safe integer (SAFETY F15: an edit
 * on top of 2^53 killed a server), and no dash in the hash, as pouchdb-merge splits there.
 */
const revisionPattern = /^([1-9]\d{0,8})-([0-9A-Za-z]{1,64})$/;
export const revisionHashPattern = /^[0-9A-Za-z]{1,64}$/;
export const highestGeneration = 999_999_998;

export function isRevision(rev: string): boolean {
	return revisionPattern.test(rev);
}

export function generationOf(rev: string): number {
	return Number.parseInt(rev, 10);
}

export function hashOf(rev: string): string {
	return rev.slice(rev.indexOf('-') + 1);
}

export function treeOf(row: Pick<DocumentRow, 'tree' | 'rev' | 'deleted'>): RevisionTree {
	if (row.tree !== null) return JSON.parse(row.tree) as RevisionTree;
	return treeOfPath({ start: generationOf(row.rev), ids: [hashOf(row.rev)] }, row.deleted);
}

/** A tree that is one chain; only its newest revision has content. */
export function treeOfPath(
	path: RevisionPath,
	deleted: boolean,
	revsLimit = longestLine
): RevisionTree {
	let node: RevisionNode | undefined;
	for (const id of path.ids.slice(0, revsLimit)) {
		node = node
			? [id, { status: 'missing' }, [node]]
			: [id, deleted ? { status: 'available', deleted: true } : { status: 'available' }, []];
	}
	if (!node) throw new Error('A path of revisions has at least one.');
	return [{ pos: path.start - Math.min(path.ids.length, revsLimit) + 1, ids: node }];
}

/**
 * The tree with this path in it, and the revisions that are more than `revsLimit` back and forgotten.
 * The path is joined whole first: cut before, it would miss its own parent.
 */
export function mergePath(
	tree: RevisionTree,
	path: RevisionPath,
	deleted: boolean,
	revsLimit: number
): { tree: RevisionTree; forgotten: string[] } {
	const [branch] = treeOfPath(path, deleted);
	if (!branch) throw new Error('A path of revisions has at least one.');
	const { tree: merged, stemmedRevs } = merge(tree, branch, revsLimit);
	return { tree: merged, forgotten: stemmedRevs };
}

/** The tree without these leaves and without what led to them alone, and all that went. */
export function withoutLeaves(
	tree: RevisionTree,
	leaves: ReadonlySet<string>
): { tree: RevisionTree; gone: string[] } {
	const paths = rootToLeaf(tree);
	const leafOf = ({ pos, ids }: (typeof paths)[number]) =>
		`${pos + ids.length - 1}-${ids.at(-1)?.id ?? ''}`;
	let left: RevisionTree = [];
	for (const path of paths.filter((one) => !leaves.has(leafOf(one)))) {
		const node = path.ids.reduceRight<RevisionNode | undefined>(
			(child, { id, opts }) => [id, opts, child ? [child] : []],
			undefined
		);
		if (node) left = merge(left, { pos: path.pos, ids: node }, Number.MAX_SAFE_INTEGER).tree;
	}
	const all = new Set(
		paths.flatMap(({ pos, ids }) => ids.map(({ id }, index) => `${pos + index}-${id}`))
	);
	return { tree: left, gone: [...all].filter((rev) => !revExists(left, rev)) };
}

/** The same tree, where only leaves still have content; undefined when that was so already. */
export function forgetting(tree: RevisionTree): RevisionTree | undefined {
	return compactTree({ rev_tree: tree }).length > 0 ? tree : undefined;
}

export function hasRevision(tree: RevisionTree, rev: string): boolean {
	return revExists(tree, rev);
}

export interface Leaf {
	rev: string;
	deleted: boolean;
}

/** The winner first, then living before deleted, longer before shorter, greater hash first. */
export function leavesOf(tree: RevisionTree): Leaf[] {
	const winner = winningRev({ rev_tree: tree });
	return collectLeaves(tree)
		.map(({ rev, opts }) => ({ rev, deleted: opts.deleted === true }))
		.sort((a, b) => Number(b.rev === winner) - Number(a.rev === winner) || byRank(a, b));
}

function byRank(a: Leaf, b: Leaf): number {
	if (a.deleted !== b.deleted) return a.deleted ? 1 : -1;
	const generations = generationOf(b.rev) - generationOf(a.rev);
	if (generations !== 0) return generations;
	return a.rev < b.rev ? 1 : -1;
}

/** Every leaf that has `rev` among its ancestors, or is it. */
export function leavesFrom(tree: RevisionTree, rev: string): string[] {
	const pos = generationOf(rev);
	const hash = hashOf(rev);
	return rootToLeaf(tree)
		.filter((path) => path.ids[pos - path.pos]?.id === hash)
		.map((path) => `${path.pos + path.ids.length - 1}-${path.ids.at(-1)?.id ?? ''}`);
}

export interface Ancestor {
	rev: string;
	status: 'available' | 'missing' | 'deleted';
}

/** The revision and what came before it, newest first. Empty when the tree does not hold it. */
export function historyOf(tree: RevisionTree, rev: string): Ancestor[] {
	const pos = generationOf(rev);
	const hash = hashOf(rev);
	const path = rootToLeaf(tree).find(({ pos: first, ids }) => ids[pos - first]?.id === hash);
	if (!path) return [];
	return path.ids
		.slice(0, pos - path.pos + 1)
		.map(({ id, opts }, index): Ancestor => ({
			rev: `${path.pos + index}-${id}`,
			status: opts.deleted ? 'deleted' : opts.status
		}))
		.reverse();
}

/** Leaves and known ancestors older than `rev`: what a sender may build a difference on. */
export function possibleAncestors(tree: RevisionTree, rev: string): string[] {
	const generation = generationOf(rev);
	return leavesOf(tree)
		.map((leaf) => leaf.rev)
		.filter((leaf) => generationOf(leaf) < generation);
}
