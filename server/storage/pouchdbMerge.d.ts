/** The few names of pouchdb-merge that revisionTree.ts uses; the package brings no types. */
declare module 'pouchdb-merge' {
	/** [hash, what is known of it, branches]. */
	export type RevisionNode = [
		string,
		{ status: 'available' | 'missing'; deleted?: true },
		RevisionNode[]
	];
	export interface RevisionBranch {
		pos: number;
		ids: RevisionNode;
	}
	export function merge(
		tree: RevisionBranch[],
		path: RevisionBranch,
		depth: number
	): {
		tree: RevisionBranch[];
		stemmedRevs: string[];
		conflicts: 'new_leaf' | 'new_branch' | 'internal_node';
	};
	/** Marks in the tree itself that revisions before the leaves have no content; answers which. */
	export function compactTree(metadata: { rev_tree: RevisionBranch[] }): string[];
	export function winningRev(metadata: { rev_tree: RevisionBranch[] }): string;
	export function revExists(tree: RevisionBranch[], rev: string): boolean;
	export function collectLeaves(tree: RevisionBranch[]): { rev: string; opts: RevisionNode[1] }[];
	export function rootToLeaf(
		tree: RevisionBranch[]
	): { pos: number; ids: { id: string; opts: RevisionNode[1] }[] }[];
}
