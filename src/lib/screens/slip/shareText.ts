/** Hands a text to another app of the phone, else to the clipboard. It never sends anything itself. */
export type SharedBy = 'app' | 'clipboard' | 'nobody';

type Hands = { share?: Navigator['share']; clipboard?: Pick<Clipboard, 'writeText'> };

export async function shareText(text: string, hands: Hands): Promise<SharedBy> {
	if (hands.share) {
		try {
			await hands.share({ text });
			return 'app';
		} catch (cause) {
			// She closed the sheet: that is her answer.
			if (cause instanceof DOMException && cause.name === 'AbortError') return 'app';
		}
	}
	return await copyText(text, hands);
}

export async function copyText(text: string, { clipboard }: Hands): Promise<SharedBy> {
	try {
		// Missing without TLS, refused where the page may not write.
		await clipboard?.writeText(text);
		return clipboard ? 'clipboard' : 'nobody';
	} catch {
		return 'nobody';
	}
}
