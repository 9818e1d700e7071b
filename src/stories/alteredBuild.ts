// A copy of the built app with something changed in its text: another version, another clock, or a
// mutant that has to be caught. The product itself has no switch for any of it.
import { cpSync, readdirSync, readFileSync, renameSync, mkdirSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { builtApp, newFolder } from './stationFixture.ts';

const isText = (name: string) => ['.html', '.js', '.json', '.css'].includes(extname(name));

export interface BuiltText {
	/** Below the build's folder, with slashes. */
	name: string;
	text: string;
}

/** Answers the folder of the copy. Fails where the change changed nothing. */
export function alteredBuild(change: (file: BuiltText) => string): string {
	const folder = newFolder('qingge-build-');
	cpSync(builtApp, folder, { recursive: true });
	let altered = 0;
	for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
		if (!entry.isFile() || !isText(entry.name)) continue;
		const path = join(entry.parentPath, entry.name);
		const text = readFileSync(path, 'utf8');
		const changed = change({ name: path.slice(folder.length + 1).replaceAll('\\', '/'), text });
		if (changed === text) continue;
		writeFileSync(path, changed);
		altered += 1;
	}
	if (altered === 0) throw new Error('The altered build is the build itself.');
	return folder;
}

/** Name of the file in which a worker begins; its own name is given where it is started. */
export function fileOfWorker(worker: string): string {
	const started = new RegExp(
		`new URL\\(.([\\w.-]+).,import\\.meta\\.url\\)[^;]{0,40}name:.${worker}.`
	);
	for (const entry of readdirSync(builtApp, { recursive: true, withFileTypes: true })) {
		if (!entry.isFile() || extname(entry.name) !== '.js') continue;
		const file = started.exec(readFileSync(join(entry.parentPath, entry.name), 'utf8'))?.[1];
		if (file !== undefined) return file;
	}
	throw new Error(`Nothing in the build starts ${worker}.`);
}

/** As the next release would be: another version, and no file under a name of before. */
export function nextVersion(version: string): string {
	const { version: current } = JSON.parse(
		readFileSync(join(builtApp, '_app/version.json'), 'utf8')
	) as { version: string };
	const folder = alteredBuild(({ text }) =>
		text.replaceAll(current, version).replaceAll('_app/immutable/', '_app/immutable/next/')
	);
	const immutable = join(folder, '_app/immutable');
	const aside = join(folder, '_app/next');
	renameSync(immutable, aside);
	mkdirSync(immutable);
	renameSync(aside, join(immutable, 'next'));
	return folder;
}
