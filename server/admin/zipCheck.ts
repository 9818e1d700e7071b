/**
 * Looks into a zip before anybody parses it, and inflates every part once within bounds: what its
 * directory claims may be a lie (SAFETY 2.1, row 8). It keeps nothing of what it reads.
 */
import { inflateRawSync } from 'node:zlib';
import { SheetRefused } from './sheetRefusal.ts';

export interface ZipLimits {
	/** Bytes of all parts together, inflated. */
	inflatedBytes: number;
	/** How many times its size a part may become, once it is large. */
	ratio: number;
	parts: number;
	/** Rows of a sheet: the parser fills a table from the first cell to the last. */
	rows: number;
}

/** A roster of 50,000 rows inflates to about 40 MB; XML of tables shrinks to a twentieth at best. */
export const zipLimits: ZipLimits = {
	inflatedBytes: 100 * 1024 * 1024,
	ratio: 100,
	parts: 500,
	rows: 50_000
};

/** Small parts shrink as they like. */
const largePart = 1024 * 1024;

const signature = { end: 0x06054b50, central: 0x02014b50, local: 0x04034b50 };
const endLength = 22;
const centralLength = 46;
const localLength = 30;
/** A comment at the end has at most 64 KB. */
const longestComment = 0xffff;
const method = { stored: 0, deflated: 8 };

export function checkZip(file: Buffer, limits = zipLimits): void {
	if (file.length === 0) throw new SheetRefused({ kind: 'empty' });
	if (isCompoundFile(file)) throw new SheetRefused({ kind: 'locked_or_old' });
	if (file.length < 4 || file.readUInt32LE(0) !== signature.local)
		throw new SheetRefused({ kind: 'not_a_spreadsheet' });
	const parts = withinBounds(() => partsOf(file, limits));
	if (!parts.some(({ name }) => name === '[Content_Types].xml')) {
		throw new SheetRefused({ kind: 'not_a_spreadsheet' });
	}
	let left = limits.inflatedBytes;
	for (const part of parts) {
		const bytes = withinBounds(() => inflate(file, part, left, limits));
		left -= bytes.length;
		if (/\.(?:xml|rels)$/i.test(part.name)) assertPlainXml(bytes);
		if (/^xl\/worksheets\/[^/]+\.xml$/i.test(part.name)) assertExtent(bytes, limits.rows);
	}
}

/** A length that leads out of the file is damage, not a defect of ours. */
function withinBounds<T>(read: () => T): T {
	try {
		return read();
	} catch (error) {
		throw error instanceof RangeError ? new SheetRefused({ kind: 'damaged' }, error) : error;
	}
}

/** OLE2: Excel 97, and everything that Excel encrypts. */
function isCompoundFile(file: Buffer): boolean {
	return file.subarray(0, 8).equals(Buffer.from('d0cf11e0a1b11ae1', 'hex'));
}

interface Part {
	name: string;
	method: number;
	packedBytes: number;
	/** Where its local header stands. */
	at: number;
}

function partsOf(file: Buffer, limits: ZipLimits): Part[] {
	const end = endOf(file);
	const count = file.readUInt16LE(end + 10);
	if (count > limits.parts) throw new SheetRefused({ kind: 'too_many_parts' });
	let at = file.readUInt32LE(end + 16);
	const parts: Part[] = [];
	for (let index = 0; index < count; index += 1) {
		if (at + centralLength > file.length || file.readUInt32LE(at) !== signature.central) {
			throw new SheetRefused({ kind: 'damaged' });
		}
		const nameLength = file.readUInt16LE(at + 28);
		const isEncrypted = (file.readUInt16LE(at + 8) & 1) === 1;
		if (isEncrypted) throw new SheetRefused({ kind: 'locked_or_old' });
		parts.push({
			name: file.toString('utf8', at + centralLength, at + centralLength + nameLength),
			method: file.readUInt16LE(at + 10),
			packedBytes: file.readUInt32LE(at + 20),
			at: file.readUInt32LE(at + 42)
		});
		at += centralLength + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
	}
	return parts;
}

function endOf(file: Buffer): number {
	const first = Math.max(0, file.length - endLength - longestComment);
	for (let at = file.length - endLength; at >= first; at -= 1) {
		if (file.readUInt32LE(at) === signature.end) return at;
	}
	throw new SheetRefused({ kind: 'damaged' });
}

function inflate(file: Buffer, part: Part, left: number, limits: ZipLimits): Buffer {
	if (part.at + localLength > file.length || file.readUInt32LE(part.at) !== signature.local) {
		throw new SheetRefused({ kind: 'damaged' });
	}
	const names = file.readUInt16LE(part.at + 26) + file.readUInt16LE(part.at + 28);
	const from = part.at + localLength + names;
	const packed = file.subarray(from, from + part.packedBytes);
	if (packed.length !== part.packedBytes) throw new SheetRefused({ kind: 'damaged' });
	if (part.method === method.stored) return packed;
	if (part.method !== method.deflated) throw new SheetRefused({ kind: 'damaged' });
	const most = Math.min(left, Math.max(largePart, packed.length * limits.ratio));
	try {
		return inflateRawSync(new Uint8Array(packed), { maxOutputLength: Math.max(1, most) });
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') {
			const mostMb = Math.round(limits.inflatedBytes / 1024 / 1024);
			throw new SheetRefused({ kind: 'inflates_too_far', mostMb }, error);
		}
		throw new SheetRefused({ kind: 'damaged' }, error);
	}
}

function assertPlainXml(bytes: Buffer): void {
	for (const word of ['<!DOCTYPE', '<!ENTITY']) {
		if (bytes.includes(word)) throw new SheetRefused({ kind: 'dangerous' });
	}
}

/** Programs write cells in order, so the last one tells; who does otherwise meets the memory limit. */
function assertExtent(sheet: Buffer, mostRows: number): void {
	const at = sheet.lastIndexOf('<c ');
	if (at < 0) return;
	const cell = sheet.toString('latin1', at, at + 200);
	const row = Number(/^<c [^>]*?\br="[A-Z]{1,3}(\d{1,7})"/.exec(cell)?.[1] ?? 0);
	if (row > mostRows) throw new SheetRefused({ kind: 'too_many_rows', most: mostRows });
}
