/** Makes of a recording what may leave the phone: marked, hashed, under its plain type. */
import { markSound } from './markSound.ts';
import type { RecordedSound } from './microphone.ts';

export interface PreparedSound {
	blob: Blob;
	sha256: string;
	contentType: 'audio/webm' | 'audio/mp4' | 'audio/ogg';
	seconds: number;
}

export async function prepareSound(
	{ blob, seconds }: RecordedSound,
	mark: string
): Promise<PreparedSound> {
	const contentType = typeOf(blob);
	const bytes = markSound(new Uint8Array(await blob.arrayBuffer()), mark);
	const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
	return {
		blob: new Blob([bytes], { type: contentType }),
		sha256: [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join(''),
		contentType,
		seconds
	};
}

function typeOf({ type }: Blob): PreparedSound['contentType'] {
	if (type.startsWith('audio/mp4')) return 'audio/mp4';
	return type.startsWith('audio/ogg') ? 'audio/ogg' : 'audio/webm';
}
