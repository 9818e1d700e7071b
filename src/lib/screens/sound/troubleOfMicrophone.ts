/** Why nothing can be recorded, in words; browsers name the reason, and little else. */
import { soundWords as words } from '#lib/text/soundWords.ts';

export function troubleOfMicrophone(cause: unknown): string {
	const { name } = cause as { name?: unknown };
	if (name === 'NotAllowedError' || name === 'SecurityError') return words.denied;
	return name === 'NotReadableError' || name === 'AbortError' ? words.busy : words.none;
}
