/** Gives a text to whatever the phone shares with, else to the clipboard. */
export type HandedOut = 'shared' | 'copied' | 'failed';

export async function handOut(title: string, text: string): Promise<HandedOut> {
	if ('share' in navigator) {
		try {
			await navigator.share({ title, text });
			return 'shared';
		} catch (error) {
			// She closed the list of programs: that is an answer, too.
			if (error instanceof DOMException && error.name === 'AbortError') return 'shared';
		}
	}
	try {
		await navigator.clipboard.writeText(text);
		return 'copied';
	} catch {
		return 'failed';
	}
}
