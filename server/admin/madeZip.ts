/** Zips made by hand, honest and not, for the tests of what reads them. */
import { deflateRawSync } from 'node:zlib';

export interface PartMade {
	name: string;
	content: Uint8Array;
	/** What the directory claims the part inflates to. */
	claims?: number;
	encrypted?: boolean;
}

/** A zip as programs write it: local headers with their content, then the directory. */
export function zip(parts: PartMade[]): Buffer {
	const locals: number[] = [];
	const directory: number[] = [];
	let at = 0;
	for (const { name, content, claims = content.length, encrypted = false } of parts) {
		const packed = deflateRawSync(content);
		const named = Buffer.from(name);
		const local = Buffer.alloc(30);
		local.writeUInt32LE(0x04034b50, 0);
		local.writeUInt16LE(8, 8);
		local.writeUInt32LE(packed.length, 18);
		local.writeUInt32LE(claims, 22);
		local.writeUInt16LE(named.length, 26);
		const central = Buffer.alloc(46);
		central.writeUInt32LE(0x02014b50, 0);
		central.writeUInt16LE(encrypted ? 1 : 0, 8);
		central.writeUInt16LE(8, 10);
		central.writeUInt32LE(packed.length, 20);
		central.writeUInt32LE(claims, 24);
		central.writeUInt16LE(named.length, 28);
		central.writeUInt32LE(at, 42);
		for (const piece of [local, named, packed]) for (const byte of piece) locals.push(byte);
		directory.push(...central, ...named);
		at = locals.length;
	}
	const end = Buffer.alloc(22);
	end.writeUInt32LE(0x06054b50, 0);
	end.writeUInt16LE(parts.length, 8);
	end.writeUInt16LE(parts.length, 10);
	end.writeUInt32LE(directory.length, 12);
	end.writeUInt32LE(at, 16);
	return Buffer.from([...locals, ...directory, ...end]);
}

export const text = (content: string) => new TextEncoder().encode(content);
