/**
 * What a backup looks like inside: a tar of the station's files and, last of all, a manifest with
 * the measure of each. `age -d FILE | tar xz` opens it without us.
 */
import { databaseOfFile, fileOfDatabase } from '../storage/databaseName.ts';

/** Raised when an older program could no longer read it. */
export const archiveFormat = 1;
export const manifestName = 'manifest.json';
export const accessName = 'station.sqlite';
const databaseFolder = 'db/';

export interface Manifest {
	format: number;
	/** When copying began, ISO: nothing that was acknowledged before is missing. */
	madeAt: string;
	/** Of the station's software. */
	version: string;
	files: ArchivedFile[];
}

export interface ArchivedFile {
	name: string;
	bytes: number;
	sha256: string;
}

export function archiveNameOf(database: string): string {
	return databaseFolder + fileOfDatabase(database);
}

export function databaseOfArchiveName(name: string): string | undefined {
	return name.startsWith(databaseFolder)
		? databaseOfFile(name.slice(databaseFolder.length))
		: undefined;
}

/** Undefined for what is no manifest of a format we know. */
export function readManifest(text: string): Manifest | undefined {
	try {
		const { format, madeAt, version, files } = JSON.parse(text) as Partial<Manifest>;
		if (format !== archiveFormat || typeof madeAt !== 'string' || !Array.isArray(files)) {
			return undefined;
		}
		const known = files.every(
			({ name }) => name === accessName || databaseOfArchiveName(name) !== undefined
		);
		return known ? { format, madeAt, version: version ?? '', files } : undefined;
	} catch {
		return undefined;
	}
}
