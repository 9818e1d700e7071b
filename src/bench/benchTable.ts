/** The one table of a run, as Markdown that the README can take over unchanged. */
import type { MissingRow, Row } from './lane.ts';
import { timesBetter } from './lane.ts';

export function benchTable(rows: readonly (Row | MissingRow)[]): string {
	const withCouchdb = rows.some((row) => 'couchdb' in row);
	const lines = [
		['work', 'ours', 'peer', 'times better', 'target', 'met', 'Apache CouchDB'],
		...rows.map((row) => ('missing' in row ? missingLine(row) : lineOf(row)))
	].map((line) => (withCouchdb ? line : line.slice(0, -1)));
	const widths = lines[0]?.map((_, column) =>
		Math.max(...lines.map((line) => widthOf(line[column] ?? '')))
	);
	const drawn = lines.map((line) => drawLine(line, widths ?? []));
	const rule = `| ${(widths ?? []).map((width) => '-'.repeat(width)).join(' | ')} |`;
	const notes = rows.flatMap((row) =>
		'note' in row && row.note ? [`- ${row.what}: ${row.note}`] : []
	);
	return [drawn[0], rule, ...drawn.slice(1), ...(notes.length > 0 ? ['', ...notes] : [])].join(
		'\n'
	);
}

function lineOf(row: Row): string[] {
	const times = timesBetter(row);
	return [
		row.what,
		`${figure(row.ours)} ${row.unit}`,
		row.peer ? `${figure(row.peer.value)} ${row.unit} (${row.peer.name})` : '–',
		times === undefined || !Number.isFinite(times) ? '–' : `${figure(times)}×`,
		row.target?.text ?? '–',
		row.target ? (row.target.met ? 'yes' : 'NO') : '–',
		row.couchdb === undefined ? '–' : `${figure(row.couchdb)} ${row.unit}`
	];
}

function missingLine({ what, missing }: MissingRow): string[] {
	return [what, `not measured: ${missing}`, '–', '–', '–', '–', '–'];
}

/** Three figures that count; more would be noise. */
export function figure(value: number): string {
	if (!Number.isFinite(value)) return '–';
	if (value >= 100 || Number.isInteger(value)) return Math.round(value).toLocaleString('en');
	return Number(value.toPrecision(3)).toString();
}

function drawLine(cells: string[], widths: number[]): string {
	const padded = cells.map((cell, at) => cell + ' '.repeat((widths[at] ?? 0) - widthOf(cell)));
	return `| ${padded.join(' | ')} |`;
}

/** Chinese letters take two places of a terminal. */
function widthOf(text: string): number {
	return Array.from(text).reduce((sum, letter) => sum + (/[⺀-￦]/.test(letter) ? 2 : 1), 0);
}
