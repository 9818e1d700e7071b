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

/** Questions one after the other, answered line by line by a person or by what is piped in. */
export interface Dialogue {
	say(text: string): void;
	/** The answer without blanks around it; undefined when there will be no more answers. */
	ask(question: string): Promise<string | undefined>;
	close(): void;
}

export function openDialogue(
	input: NodeJS.ReadableStream = process.stdin,
	write: (text: string) => void = (text) => void process.stdout.write(text)
): Dialogue {
	const lines = createInterface({ input });
	const answers = lines[Symbol.asyncIterator]();
	return {
		say: (text) => {
			write(`${text}\n`);
		},
		async ask(question) {
			write(question);
			const { value, done } = await answers.next();
			return done ? undefined : value.trim();
		},
		close: () => {
			lines.close();
		}
	};
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
