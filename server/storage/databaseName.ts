/** Which names a database may have, and the file each of them is kept in, one to one. */
import { EditRefused } from './storageErrors.ts';

const namePattern = /^[a-z][a-z0-9_$()+/-]*$/;
/** File systems take 255 bytes; the longest ending is `.sqlite-journal`. */
const longestFileName = 235;
const ending = '.sqlite';

function isDatabaseName(name: string): boolean {
	return namePattern.test(name) && encoded(name).length <= longestFileName;
}

export function assertDatabaseName(name: string): void {
	if (isDatabaseName(name)) return;
	if (namePattern.test(name)) {
		throw new EditRefused(
			'database_name_too_long',
			`The database name '${name.slice(0, 64)}…' is too long.`
		);
	}
	throw new EditRefused(
		'illegal_database_name',
		`Name: '${name.slice(0, 64)}'. Only lowercase characters (a-z), digits (0-9), and any of the characters _, $, (, ), +, -, and / are allowed. Must begin with a letter.`
	);
}

export function fileOfDatabase(name: string): string {
	return encoded(name) + ending;
}

/** Undefined for a file that is no database of ours. */
export function databaseOfFile(file: string): string | undefined {
	if (!file.endsWith(ending) || !file.startsWith(beginning)) return undefined;
	const name = file
		.slice(beginning.length, -ending.length)
		.replaceAll(/=([0-9a-f]{2})/g, (_, code: string) =>
			String.fromCharCode(Number.parseInt(code, 16))
		);
	return isDatabaseName(name) && fileOfDatabase(name) === file ? name : undefined;
}

/** Keeps names like `con` and `nul` from being devices on Windows. */
const beginning = 'db-';

function encoded(name: string): string {
	return (
		beginning + name.replaceAll(/[^a-z0-9_-]/g, (sign) => `=${sign.charCodeAt(0).toString(16)}`)
	);
}
