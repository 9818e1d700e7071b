/** SHA-256 on the phone, for revisions. Synchronous, since the domain is; small texts only. */
import { sha256 as digest } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** 64 lower-case hex digits of the SHA-256 of the text's UTF-8 bytes. */
export function sha256(text: string): string {
	return bytesToHex(digest(utf8ToBytes(text)));
}
