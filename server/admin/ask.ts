/** Asks the keeper at the terminal. Where nobody sits at one, the answer is no. */
import { createInterface } from 'node:readline/promises';

export async function confirmed(question: string): Promise<boolean> {
	if (!process.stdin.isTTY) return false;
	const lines = createInterface({ input: process.stdin, output: process.stdout });
	try {
		return /^(?:y|yes|是|确认)$/i.test((await lines.question(`${question}（输入 y 确认）`)).trim());
	} finally {
		lines.close();
	}
}

/** The first line of what is piped in, for passwords from scripts: they stay out of the history. */
export async function readLine(): Promise<string> {
	const lines = createInterface({ input: process.stdin });
	for await (const line of lines) {
		lines.close();
		return line;
	}
	return '';
}
